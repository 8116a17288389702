import { Loading } from '../../parts/Loading.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Section } from '../../parts/Section.tsx';
import { Faint } from './Faint.tsx';
import { type Control, useControls } from './queries.ts';
import { type Standing, StandingTable } from './StandingTable.tsx';

const LABELS = ['Area', 'Status', 'How it stands', 'Stage and owner'] as const;

const LOOK = {
  inPlace: { color: 'success', word: 'In place' },
  attention: { color: 'warning', word: 'Needs attention' },
  notYet: { color: 'informative', word: 'Not yet' },
} as const;

/** The control matrix: what has to stand before agents may grow, and whether it stands now. */
export function Controls() {
  const found = useControls();
  const items = found.data?.items ?? [];
  const good = items.filter(({ status }) => status === 'inPlace').length;
  return (
    <Section
      title="Controls"
      beside={
        found.data && (
          <Faint>
            {good} of {items.length} in place
          </Faint>
        )
      }
    >
      {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading what="controls" />}
      {found.data && <StandingTable labels={LABELS} items={items.map(standing)} />}
    </Section>
  );
}

const standing = (control: Control): Standing => {
  const { id, area, configure, why, status, because, next, stage, owner } = control;
  return {
    id,
    what: [area, configure],
    why,
    status: LOOK[status],
    found: [because, next],
    last: [stage, owner],
  };
};
