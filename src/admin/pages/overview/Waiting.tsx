import { Button, CounterBadge, makeStyles, tokens, useId } from '@fluentui/react-components';
import {
  CheckmarkCircleRegular,
  ChevronDownRegular,
  ChevronUpRegular,
} from '@fluentui/react-icons';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { InLink } from '../../parts/InLink.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { type Ended, Outcome } from '../../parts/Outcome.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Section } from '../../parts/Section.tsx';
import { StatusBadge } from '../../parts/StatusBadge.tsx';
import { When } from '../../parts/When.tsx';
import { agentOf, type RequestItem, wishOf } from '../requests/model.ts';
import { useRequests } from '../requests/queries.ts';
import { RequestDetail } from '../requests/RequestDetail.tsx';

/** More than these are a list of their own. */
const SHOWN = 5;

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    padding: '12px 0',
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
    ':first-child': { paddingTop: 0 },
    ':last-child': { paddingBottom: 0 },
  },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 16px' },
  what: { flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' },
  faint: { color: tokens.colorNeutralForeground2 },
  detail: { marginTop: '16px' },
  calm: { display: 'flex', gap: '10px', color: tokens.colorNeutralForeground2 },
  check: { display: 'flex', fontSize: '20px', color: tokens.colorPaletteGreenForeground1 },
});

/** What waits for this person's answer; each can be read and answered right here. */
export function Waiting() {
  const styles = useStyles();
  const found = useRequests({ waitsFor: 'me', limit: 200 });
  const items = found.data?.data.items ?? [];
  const [ended, setEnded] = useState<{ readonly id: string; readonly how: Ended }>();
  const isGone = ended !== undefined && items.every(({ id }) => id !== ended.id);
  return (
    <Section
      title="Waiting for you"
      beside={items.length > 0 && <CounterBadge count={items.length} color="danger" />}
    >
      {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading what="what waits for you" />}
      {found.data && items.length === 0 && (
        <div className={styles.calm}>
          <span className={styles.check} aria-hidden>
            <CheckmarkCircleRegular />
          </span>
          <span>
            Nothing waits for you. New requests appear here and in your chat with Countersign.{' '}
            <InLink href="/requests?show=all">See what was decided</InLink>
          </span>
        </div>
      )}
      {ended && (isGone || ended.how.kind === 'done') && <Outcome ended={ended.how} />}
      <ul className={styles.list}>
        {items.slice(0, SHOWN).map((request) => (
          <Item
            key={request.id}
            request={request}
            onEnded={(how) => setEnded({ id: request.id, how })}
          />
        ))}
      </ul>
      {items.length > SHOWN && (
        <InLink href="/requests">All {items.length} that wait for you</InLink>
      )}
    </Section>
  );
}

interface ItemProps {
  readonly request: RequestItem;
  readonly onEnded: (how: Ended) => void;
}

function Item({ request, onEnded }: ItemProps) {
  const styles = useStyles();
  const panel = useId('review');
  const [search, setSearch] = useSearchParams();
  const { id, due, heldBy, status } = request;
  const isOpen = search.get('review') === id;
  const toggle = (): void => setSearch(isOpen ? {} : { review: id }, { replace: true });
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <div className={styles.what}>
          <InLink href={`/requests/${id}`}>{agentOf(request)}</InLink> {wishOf(request)}
          <div className={styles.faint}>
            {id}, due <When at={due} distance />{' '}
            {heldBy !== undefined && <StatusBadge status={status} held />}
          </div>
        </div>
        <Button
          aria-expanded={isOpen}
          aria-controls={isOpen ? panel : undefined}
          aria-label={`Review ${id}`}
          icon={isOpen ? <ChevronUpRegular /> : <ChevronDownRegular />}
          iconPosition="after"
          onClick={toggle}
        >
          Review
        </Button>
      </div>
      {isOpen && (
        <div id={panel} className={styles.detail}>
          <RequestDetail request={request} onEnded={onEnded} />
        </div>
      )}
    </li>
  );
}
