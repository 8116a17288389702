import { makeStyles, tokens } from '@fluentui/react-components';
import { Columns } from '../../parts/Columns.tsx';
import { DetailPage } from '../../parts/DetailPage.tsx';
import { InLink } from '../../parts/InLink.tsx';
import { type KeyValue, KeyValues } from '../../parts/KeyValues.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Quoted, visible } from '../../parts/Quoted.tsx';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import { useMe } from '../../shell/reach.ts';
import { Severity, Systemic } from './CaseTable.tsx';
import { Fixed } from './Fixed.tsx';
import { type Case, REMEDIES, STATUS_WORDS } from './model.ts';
import { useCase, useCategoryName } from './queries.ts';
import { TriageForm } from './TriageForm.tsx';

const useStyles = makeStyles({
  quotes: { display: 'grid', gap: '12px' },
  faint: { color: tokens.colorNeutralForeground2 },
});

/** One report: what went wrong, in whose words, and what is done about it. */
export function CasePage({ id }: { readonly id: string }) {
  const found = useCase(id);
  return (
    <DetailPage title={id} back="Feedback" backTo="/feedback" found={found}>
      {(one) => <Whole one={one} />}
    </DetailPage>
  );
}

function Whole({ one }: { readonly one: Case }) {
  const styles = useStyles();
  const me = useMe().data;
  const categoryName = useCategoryName();
  const { id, agentId, workflow, category, text, quoted, note, answer, status } = one;
  const isReporter = me?.id === one.reporter.id;
  return (
    <>
      <PageHead
        title={`${agentId ?? visible(workflow)}: ${categoryName(category).toLowerCase()}`}
        lead={
          <>
            {id} · {STATUS_WORDS[status]} <Severity severity={one.severity} /> <Systemic of={one} />
          </>
        }
      />
      <Columns
        main={
          <>
            <Section title="What was reported">
              <div className={styles.quotes}>
                <Quoted words={text ?? 'Nothing was written.'} />
                {quoted !== undefined && quoted !== '' && (
                  <div>
                    <div className={styles.faint}>The message that it is about</div>
                    <Quoted words={quoted} />
                  </div>
                )}
                {note !== undefined && (
                  <div>
                    <div className={styles.faint}>The last word to its reporter</div>
                    <Quoted words={note} />
                  </div>
                )}
                {answer !== undefined && (
                  <div>
                    <div className={styles.faint}>What its reporter answered</div>
                    <Quoted words={answer} />
                  </div>
                )}
              </div>
            </Section>
            <Section title="How it stands">
              <KeyValues items={factsOf(one)} />
            </Section>
          </>
        }
        side={
          <>
            {isReporter && status === 'fixed' && <Fixed id={id} />}
            <TriageForm key={`${one.status} ${one.owner?.id} ${one.remedy}`} one={one} />
          </>
        }
      />
    </>
  );
}

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** The agent that it is about, or what nobody registered. */
function aboutOf({ agentId, workflow, where }: Case): readonly KeyValue[] {
  if (agentId === undefined)
    return [
      { key: 'Not registered', value: visible(workflow) },
      ...(where === undefined ? [] : [{ key: 'Used where', value: visible(where) }]),
    ];
  return [
    { key: 'Agent', value: <InLink href={`/agents/${agentId}`}>{agentId}</InLink> },
    ...(workflow === agentId ? [] : [{ key: 'Workflow', value: visible(workflow) }]),
  ];
}

function factsOf(one: Case): readonly KeyValue[] {
  const { reporter, at, owner, remedy, systemicSince, priority, reopened } = one;
  return [
    ...aboutOf(one),
    {
      key: 'Reported',
      value: (
        <>
          <When at={at} /> by {reporter.name}
        </>
      ),
    },
    { key: 'Owner', value: owner?.name ?? 'Nobody yet' },
    { key: 'Remedy', value: remedy === undefined ? 'Not chosen yet' : REMEDIES[remedy] },
    ...(priority
      ? [
          {
            key: 'Pressing',
            value: `${priority.value}: blocks ${counted(priority.blocked, 'person', 'people')}, ${priority.severity} at worst, reported ${counted(priority.recurrence, 'time', 'times')} lately`,
          },
        ]
      : []),
    ...(systemicSince === undefined
      ? []
      : [{ key: 'Systemic since', value: <When at={systemicSince} /> }]),
    ...(reopened > 0 ? [{ key: 'Opened again', value: counted(reopened, 'time', 'times') }] : []),
  ];
}
