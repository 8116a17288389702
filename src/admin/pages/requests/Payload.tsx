import { Badge, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { KeyValues } from '../../parts/KeyValues.tsx';
import { Quoted, visible } from '../../parts/Quoted.tsx';
import { Section } from '../../parts/Section.tsx';
import { Candidate } from './Candidate.tsx';
import type { RequestItem } from './model.ts';

const useStyles = makeStyles({
  digest: {
    display: 'block',
    marginTop: '12px',
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  tools: { margin: 0, paddingInlineStart: '20px', display: 'grid', gap: '4px' },
});

/** The whole of what was asked, word for word: what is approved is this and nothing else. */
export function Payload({ request }: { readonly request: RequestItem }) {
  const styles = useStyles();
  const { arguments: args, digest } = request;
  return (
    <>
      {args && (
        <Section title="The whole content">
          <KeyValues
            items={Object.entries(args)
              .toSorted(shortFirst)
              .map(([name, value]) => ({
                key: visible(name),
                value: <Quoted words={wordsOf(value)} />,
              }))}
          />
          <Caption1 className={styles.digest}>
            Approving counts for exactly this content. Digest: {digest}
          </Caption1>
        </Section>
      )}
      {request.kind === 'connector' && <ConnectorForm request={request} />}
      {request.kind === 'policyChange' && <Candidate request={request} />}
      {request.kind !== 'connector' && request.rollbackPlan !== undefined && (
        <Section title="The way back">
          <Quoted words={request.rollbackPlan} />
        </Section>
      )}
      {request.what !== undefined && (
        <Section title="What would differ">
          <Quoted words={request.what} />
        </Section>
      )}
    </>
  );
}

/** Subject and recipients before the text. */
const shortFirst = ([, a]: readonly [string, unknown], [, b]: readonly [string, unknown]): number =>
  Number(wordsOf(a).length > LONG) - Number(wordsOf(b).length > LONG);

const LONG = 100;

function ConnectorForm({ request }: { readonly request: RequestItem }) {
  const { displayName, vendor, tools = [], scopes = [], dataDomains = [] } = request;
  const { securityNotes, rollbackPlan } = request;
  return (
    <Section title="The whole form">
      <KeyValues
        items={[
          { key: 'Name', value: visible(displayName ?? '') },
          { key: 'Vendor', value: visible(vendor ?? 'Not named') },
          { key: 'Tools', value: <Tools tools={tools} /> },
          { key: 'Scopes', value: visible(scopes.join(', ')) || 'None' },
          { key: 'Data domains', value: visible(dataDomains.join(', ')) || 'None' },
          { key: 'Security notes', value: <Quoted words={securityNotes ?? ''} /> },
          { key: 'Rollback plan', value: <Quoted words={rollbackPlan ?? ''} /> },
        ]}
      />
    </Section>
  );
}

function Tools({ tools }: { readonly tools: NonNullable<RequestItem['tools']> }) {
  const styles = useStyles();
  if (tools.length === 0) return 'None';
  return (
    <ul className={styles.tools}>
      {tools.map(({ name, effect }) => (
        <li key={name}>
          {visible(name)}{' '}
          <Badge
            appearance="tint"
            color={effect === 'write' || effect === 'send' ? 'warning' : 'informative'}
          >
            {effect}
          </Badge>
        </li>
      ))}
    </ul>
  );
}

/** A text as it is; anything else as JSON. */
const wordsOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Array.isArray(value) && value.every((one) => typeof one === 'string')
      ? value.join('\n')
      : JSON.stringify(value, null, 2);
