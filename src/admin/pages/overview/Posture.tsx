import { Loading } from '../../parts/Loading.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Section } from '../../parts/Section.tsx';
import { Faint } from './Faint.tsx';
import { type PostureCheck, usePosture } from './queries.ts';
import { type Standing, StandingTable } from './StandingTable.tsx';

const LABELS = ['Standard', 'Status', 'Observed now', 'Where to change it'] as const;

const LOOK = {
  met: { color: 'success', word: 'Met' },
  notMet: { color: 'warning', word: 'Not met' },
  notSeen: { color: 'informative', word: 'Cannot be seen' },
} as const;

/** What needs somebody comes first. */
const ORDER = ['notMet', 'notSeen', 'met'] as const;

/** The defaults that should hold everywhere, and what each is at this moment. */
export function Posture() {
  const found = usePosture();
  const items = found.data?.items ?? [];
  const good = items.filter(({ status }) => status === 'met').length;
  const sorted = ORDER.flatMap((status) => items.filter((one) => one.status === status));
  return (
    <Section
      title="Posture"
      beside={
        found.data && (
          <Faint>
            {good} of {items.length} met
          </Faint>
        )
      }
    >
      {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading what="posture" />}
      {found.data && <StandingTable labels={LABELS} items={sorted.map(standing)} />}
    </Section>
  );
}

const standing = (check: PostureCheck): Standing => {
  const { id, standard, required, observed, status, why, where } = check;
  return {
    id,
    what: [standard, `Required: ${required}`],
    status: LOOK[status],
    found: [observed, why],
    last: [where],
  };
};
