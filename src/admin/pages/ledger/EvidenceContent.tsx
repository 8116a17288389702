import { makeStyles, tokens } from '@fluentui/react-components';
import { actorWords } from '../../events/EventList.tsx';
import { contentOf, type LedgerLine } from '../../events/line.ts';
import { type KeyValue, KeyValues } from '../../parts/KeyValues.tsx';
import { Quoted, visible } from '../../parts/Quoted.tsx';
import { Section } from '../../parts/Section.tsx';
import { fullTime } from '../../parts/times.ts';
import { usePeople } from '../../parts/usePeople.ts';
import { TIERS } from '../../parts/words.ts';
import { agentOf, isOfAgent, type RequestItem } from '../requests/model.ts';

const useStyles = makeStyles({
  hash: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  right: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

const given = (key: string, value: string | undefined): readonly KeyValue[] =>
  value === undefined || value === '' ? [] : [{ key, value: visible(value) }];

/** Who asked, when, and for what, by our own account. */
export function Asked({ request }: { readonly request: RequestItem }) {
  const { requester, askedAt, agentId, connectorId, tool, because, redeemBy, endedAt, status } =
    request;
  const nameOf = usePeople([requester.kind === 'person' ? requester.id : undefined]);
  return (
    <Section title="Who asked">
      <KeyValues
        items={[
          { key: 'Asked by', value: actorWords(requester, nameOf) },
          { key: 'At', value: fullTime(askedAt) },
          isOfAgent(request)
            ? { key: 'Agent', value: `${agentOf(request)} (${agentId})` }
            : { key: 'About', value: visible(agentOf(request)) },
          ...given('With', connectorId && [connectorId, ...(tool ? [tool] : [])].join('/')),
          ...given('From tier', request.fromTier && TIERS[request.fromTier]),
          ...given('To tier', request.toTier && TIERS[request.toTier]),
          ...given('Because', because),
          ...given('May be used until', redeemBy && fullTime(redeemBy)),
          ...given(
            status === 'redeemed' ? 'Receipt redeemed' : 'Ended',
            endedAt && fullTime(endedAt),
          ),
        ]}
      />
    </Section>
  );
}

type Given = RequestItem['stages'][number]['answers'][number];

const where = (source: 'directory' | 'example'): string =>
  source === 'directory' ? 'Microsoft Entra' : 'the example organisation';

/** What gave the right to answer; nothing for answers of before that was kept. */
function rightWords({ right }: Given): string | undefined {
  switch (right?.by) {
    case undefined:
      return undefined;
    case 'registry':
      return `Named by the agent’s record, as it was written ${fullTime(right.writtenAt)}.`;
    case 'manager':
      return `Manager of ${right.of.name} in ${where(right.source)}, looked up ${fullTime(right.at)}.`;
    case 'role':
      return right.group === undefined
        ? `Has this role in ${where(right.source)}, looked up ${fullTime(right.at)}.`
        : `Member of the Entra group ${right.group}, looked up ${fullTime(right.at)}.${activationWords(right.activation)}`;
  }
}

type Activation = Extract<NonNullable<Given['right']>, { by: 'role' }>['activation'];

/** By which activation of Privileged Identity Management; nothing where that is not looked up. */
function activationWords(activation: Activation): string {
  switch (activation?.state) {
    case undefined:
      return '';
    case 'none':
      return ' Not by an activation of Privileged Identity Management.';
    case 'unknown':
      return ' Whether by an activation of Privileged Identity Management is not known.';
    case 'active':
      return ` By the PIM activation ${activation.id ?? ''}${activation.ends === undefined ? '' : `, until ${fullTime(activation.ends)}`}.`;
  }
}

/** Each answer that counted: who, when, in which seat, by what right and why. */
export function Answers({ request }: { readonly request: RequestItem }) {
  const styles = useStyles();
  const given = request.stages.flatMap(({ seat, answers }) =>
    answers.map((answer) => ({ seat, ...answer, right: rightWords(answer) })),
  );
  return (
    <Section title="Who answered">
      {given.length === 0 && 'Nobody.'}
      <KeyValues
        items={given.map(({ seat, person, answer, at, reason, right }) => ({
          key: person.name,
          value: (
            <>
              {answer === 'approve' ? 'Approved' : 'Rejected'} as {seat}, {fullTime(at)}
              {right !== undefined && <div className={styles.right}>{right}</div>}
              {reason !== undefined && reason !== '' && <Quoted words={reason} />}
            </>
          ),
        }))}
      />
    </Section>
  );
}

const wordsOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

interface ContentProps {
  readonly request: RequestItem;
  readonly lines: readonly LedgerLine[];
}

/** Exactly what was asked, or its hash where the content is not for this reader. */
export function Content({ request, lines }: ContentProps) {
  const styles = useStyles();
  const { arguments: args, digest } = request;
  const asked = lines.find(({ type }) => type === 'request-asked');
  const hash = asked?.redacted ? contentOf(asked).data['arguments'] : undefined;
  return (
    <Section title="Exactly what was asked">
      <KeyValues
        items={[
          ...Object.entries(args ?? {})
            .map(([name, value]) => ({ name, words: wordsOf(value) }))
            .toSorted((a, b) => a.words.length - b.words.length)
            .map(({ name, words }) => ({ key: visible(name), value: <Quoted words={words} /> })),
          ...(typeof hash === 'string'
            ? [
                {
                  key: 'Content',
                  value: (
                    <>
                      Not for you word for word. SHA-256 of its canonical JSON:{' '}
                      <span className={styles.hash}>{hash}</span>
                    </>
                  ),
                },
              ]
            : []),
          { key: 'Digest', value: <span className={styles.hash}>{digest}</span> },
        ]}
      />
    </Section>
  );
}
