import { Badge, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { FilterRegular } from '@fluentui/react-icons';
import { useSearchParams } from 'wouter';
import { AgentFilter } from '../../parts/AgentFilter.tsx';
import { BackLink } from '../../parts/BackLink.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { ListTable } from '../../parts/ListTable.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Pager } from '../../parts/Pager.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { visible } from '../../parts/Quoted.tsx';
import { When } from '../../parts/When.tsx';
import { useMe, whoseIs } from '../../shell/reach.ts';
import { OUTCOME_IDS, OUTCOMES, type Outcome } from './outcomes.ts';
import { type DecisionLine, useDecisions } from './queries.ts';
import { Tabs } from './Tabs.tsx';

const useStyles = makeStyles({
  bar: { marginBottom: '12px' },
  agent: { width: '220px' },
  read: { display: 'block', marginTop: '12px', color: tokens.colorNeutralForeground2 },
});

/** What a list of decisions shows; all of it stands in the address. */
interface Filters {
  readonly agent: string;
  readonly outcome: Outcome | '';
  readonly after: string;
}

const filtersOf = (search: URLSearchParams): Filters => {
  const outcome = search.get('outcome');
  return {
    agent: search.get('agent') ?? '',
    outcome: OUTCOME_IDS.find((known) => known === outcome) ?? '',
    after: search.get('after') ?? '',
  };
};

/** What agents were allowed, denied or told to wait for, the newest first. */
export function DecisionListPage() {
  const [search, setSearch] = useSearchParams();
  const me = useMe().data;
  const filters = filtersOf(search);
  const show = (change: Partial<Filters>): void =>
    setSearch(
      Object.fromEntries(
        Object.entries({ ...filters, after: '', ...change }).filter(([, value]) => value !== ''),
      ),
    );
  const isForLedger = me !== undefined && whoseIs(me, 'ledgerEvents') === undefined;
  return (
    <>
      {!isForLedger && <BackLink to="/agents">Agents</BackLink>}
      <PageHead
        title="Decisions"
        lead="Each time an agent or a gateway asked: what it was told, and why. Decisions of agents that are not yours are for admins and reviewers."
      />
      {isForLedger && <Tabs here="decisions" />}
      <DecisionFilters filters={filters} onChange={show} />
      <Found filters={filters} onShow={show} />
    </>
  );
}

interface FilterProps {
  readonly filters: Filters;
  readonly onChange: (change: Partial<Filters>) => void;
}

function DecisionFilters({ filters, onChange }: FilterProps) {
  const styles = useStyles();
  return (
    <AgentFilter
      label="Filters"
      className={styles.bar}
      inputClassName={styles.agent}
      agent={filters.agent}
      onAgent={(agent) => onChange({ agent })}
    >
      <Choice
        label="Outcome"
        all="All outcomes"
        values={OUTCOME_IDS}
        wordOf={(outcome) => OUTCOMES[outcome].word}
        value={filters.outcome}
        onChange={(outcome) => onChange({ outcome })}
      />
    </AgentFilter>
  );
}

interface FoundProps {
  readonly filters: Filters;
  readonly onShow: (change: Partial<Filters>) => void;
}

function Found({ filters, onShow }: FoundProps) {
  const styles = useStyles();
  const { agent, outcome, after } = filters;
  const found = useDecisions({ agent, outcome, after });
  if (found.isError)
    return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading what="decisions" />;
  const { data, next } = found.data;
  return (
    <>
      <Panel isBusy={found.isPlaceholderData}>
        {data.items.length === 0 ? (
          <NoneFound goesOn={next !== undefined} isFiltered={agent !== '' || outcome !== ''} />
        ) : (
          <ListTable
            rows={data.items}
            keyOf={({ id }) => id}
            href={({ id }) => `/ledger/decisions/${id}`}
            columns={[
              { label: 'What was asked', cell: asked },
              { label: 'Answer', cell: answered, still: true },
              { label: 'Because', cell: ({ because }) => visible(because) },
              { label: 'When', cell: ({ at }) => <When at={at} />, still: true },
            ]}
          />
        )}
      </Panel>
      {data.readTo !== undefined && next !== undefined && (
        <Caption1 className={styles.read}>
          Looked back to <When at={data.readTo} />.
        </Caption1>
      )}
      <Pager
        after={after}
        next={next}
        first="Newest"
        more="Older"
        onGo={(cursor) => onShow({ after: cursor })}
      />
    </>
  );
}

const asked = ({ agentId, connectorId, tool }: DecisionLine) =>
  `${visible(agentId)} with ${visible(connectorId)}/${visible(tool)}`;

const answered = ({ outcome }: DecisionLine) => (
  <Badge appearance="tint" color={OUTCOMES[outcome].color}>
    {OUTCOMES[outcome].word}
  </Badge>
);

function NoneFound({
  goesOn,
  isFiltered,
}: {
  readonly goesOn: boolean;
  readonly isFiltered: boolean;
}) {
  if (goesOn)
    return (
      <Empty icon={<FilterRegular />} title="None among the newest ones">
        Go on with “Older”.
      </Empty>
    );
  return (
    <Empty
      icon={<FilterRegular />}
      title={isFiltered ? 'No decision fits these filters' : 'Nothing was decided yet'}
    >
      {isFiltered
        ? 'Check how the agent’s id is spelled; the decisions of agents that are not yours are not shown.'
        : 'A decision appears here as soon as an agent asks for its first action.'}
    </Empty>
  );
}
