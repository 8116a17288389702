import {
  MessageBar,
  MessageBarBody,
  type MessageBarIntent,
  makeStyles,
} from '@fluentui/react-components';
import { CheckmarkCircleFilled, WarningFilled } from '@fluentui/react-icons';
import { Columns } from '../../parts/Columns.tsx';
import { KeyValues } from '../../parts/KeyValues.tsx';
import type { Ended } from '../../parts/Outcome.tsx';
import { Quoted } from '../../parts/Quoted.tsx';
import { Section } from '../../parts/Section.tsx';
import { useMe } from '../../shell/reach.ts';
import { Answer } from './Answer.tsx';
import { factsOf } from './facts.tsx';
import { hasPayload, type RequestItem } from './model.ts';
import { Payload } from './Payload.tsx';
import { Stages } from './Stages.tsx';

const useStyles = makeStyles({
  notes: { display: 'grid', gap: '8px', marginBottom: '16px', ':empty': { display: 'none' } },
});

const INTENT: Readonly<Record<string, MessageBarIntent>> = {
  good: 'success',
  warning: 'warning',
  attention: 'error',
};

interface Props {
  readonly request: RequestItem;
  /** Where an answer takes the request away from the page: told how it came out. */
  readonly onEnded?: (ended: Ended) => void;
}

/** What would be done, by our own account; whose words stand behind it; who was asked; and the answer. */
export function RequestDetail({ request, onEnded }: Props) {
  const me = useMe().data;
  return (
    <>
      <Notes request={request} />
      <Columns
        main={
          <>
            <Section title="What it would do">
              <KeyValues items={factsOf(request)} />
            </Section>
            <Words request={request} />
          </>
        }
        side={
          <>
            {me && <Answer request={request} me={me.id} onEnded={onEnded} />}
            <Section title="Who is asked">
              <Stages request={request} />
            </Section>
          </>
        }
      />
    </>
  );
}

function Notes({ request }: { readonly request: RequestItem }) {
  const styles = useStyles();
  const { impact, warnings = [], heldBy, status } = request;
  return (
    <div className={styles.notes}>
      {impact && (
        <MessageBar
          layout="multiline"
          icon={impact.weight === 'good' ? <CheckmarkCircleFilled /> : <WarningFilled />}
          intent={status === 'pending' ? (INTENT[impact.weight] ?? 'info') : 'info'}
        >
          <MessageBarBody>{impact.text}</MessageBarBody>
        </MessageBar>
      )}
      {warnings.map((warning) => (
        <MessageBar key={warning} layout="multiline" intent="warning">
          <MessageBarBody>{warning}</MessageBarBody>
        </MessageBar>
      ))}
      {heldBy !== undefined && (
        <MessageBar layout="multiline" intent="warning">
          <MessageBarBody>
            The pause {heldBy} holds it: it can be rejected, and approved only after the pause.
          </MessageBarBody>
        </MessageBar>
      )}
      {!hasPayload(request) && (
        <MessageBar layout="multiline">
          <MessageBarBody>
            You see that it was asked and how it stands. What exactly was asked is for its
            requester, its approvers and the review board.
          </MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}

/** Foreign words, apart from ours. */
function Words({ request }: { readonly request: RequestItem }) {
  if (!hasPayload(request)) return null;
  const { justification, businessJustification, requester } = request;
  const why = justification ?? businessJustification;
  const whose =
    requester.kind === 'person' ? 'In the requester’s own words' : 'In the agent’s own words';
  return (
    <>
      <Section title={whose}>
        {why === undefined || why === '' ? 'No reason was given.' : <Quoted words={why} />}
      </Section>
      <Payload request={request} />
    </>
  );
}
