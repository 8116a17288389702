import { Button, Field, makeStyles, Select, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { fieldErrors } from '../../../parts/fieldErrors.ts';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { visible } from '../../../parts/Quoted.tsx';
import { Section } from '../../../parts/Section.tsx';
import { TypedBefore } from '../../../parts/TypedBefore.tsx';
import { targetWords } from '../../../parts/targets.ts';
import { useDraft } from '../../../parts/useDraft.ts';
import { capital } from '../../../parts/words.ts';
import { useNotify } from '../../../shell/Notices.tsx';
import { useMe } from '../../../shell/reach.ts';
import { type Agent, hits, type Pause, type PauseReceipt } from '../model.ts';
import { useLiftPause, usePausesInForce, useStartPause } from '../queries.ts';
import { Receipt } from './Receipt.tsx';

const useStyles = makeStyles({
  form: { display: 'grid', gap: '12px' },
  stack: { display: 'grid', gap: '20px' },
});

/** For how long; the first lasts until somebody resumes. */
const SPANS = [
  ['', 'Until somebody resumes it'],
  ['PT30M', '30 minutes'],
  ['PT2H', '2 hours'],
  ['P1D', 'A day'],
  ['P7D', 'A week'],
] as const;

/** Whether the agent may run: every pause that holds it back with its receipt, and the way to stop it or set it going. */
export function PausePanel({ agent }: { readonly agent: Agent }) {
  const styles = useStyles();
  const me = useMe().data;
  const found = usePausesInForce();
  const [done, setDone] = useState<PauseReceipt>();
  if (!me?.may.includes('startPause'))
    return (
      <Section title="Pause">
        {agent.status === 'paused' ? 'It is paused. ' : ''}
        {capital(me?.mayNot.find(({ operation }) => operation === 'startPause')?.for ?? 'an admin')}{' '}
        can pause and resume it here, or by message to the bot.
      </Section>
    );
  const hitting = (found.data?.items ?? []).filter((pause) => hits(pause, agent) !== undefined);
  const isOwnPaused = hitting.some(({ target }) => target === `agent:${agent.id}`);
  return (
    <Section title={hitting.length > 0 ? 'Paused' : 'Pause'}>
      <div className={styles.stack}>
        {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
        {hitting.map((pause) => (
          <InForce key={pause.id} pause={pause} onLifted={setDone} />
        ))}
        {done?.status === 'lifted' && <Receipt receipt={done} />}
        {!isOwnPaused && <Start agent={agent} onStarted={() => setDone(undefined)} />}
      </div>
    </Section>
  );
}

interface InForceProps {
  readonly pause: Pause;
  readonly onLifted: (receipt: PauseReceipt) => void;
}

function InForce({ pause, onLifted }: InForceProps) {
  const styles = useStyles();
  const { typed, setTyped, isOld, clear } = useDraft(`resume ${pause.id}`, { reason: '' });
  const lift = useLiftPause(pause.id, clear);
  const notify = useNotify();
  const errors = fieldErrors(lift.error, ['reason']);
  return (
    <div className={styles.form}>
      <Receipt receipt={pause} />
      <form
        className={styles.form}
        aria-label={`Resume ${pause.id}`}
        onSubmit={(event) => {
          event.preventDefault();
          lift.mutate(typed.reason, {
            onSuccess: (receipt) => {
              onLifted(receipt);
              notify('success', `${pause.id} is lifted`, 'What it made void stays void.');
            },
          });
        }}
      >
        {isOld && <TypedBefore onClear={clear} />}
        {lift.isError && errors.of('reason') === null && <ProblemNote error={lift.error} />}
        <Field label="Why it may go on" required validationMessage={errors.of('reason')}>
          <Textarea
            value={typed.reason}
            maxLength={1_000}
            onChange={(_event, { value }) => setTyped({ reason: value })}
          />
        </Field>
        <div>
          <Button type="submit" disabledFocusable={lift.isPending || typed.reason.trim() === ''}>
            Resume {visible(targetWords(pause.target))}
          </Button>
        </div>
      </form>
    </div>
  );
}

interface StartProps {
  readonly agent: Agent;
  readonly onStarted: () => void;
}

function Start({ agent, onStarted }: StartProps) {
  const styles = useStyles();
  const place = `pause of ${agent.id}`;
  const { typed, setTyped, isOld, clear } = useDraft(place, { reason: '', span: '' });
  const start = useStartPause(clear);
  const notify = useNotify();
  const errors = fieldErrors(start.error, ['reason', 'for']);
  const pause = (): void =>
    start.mutate(
      {
        target: `agent:${agent.id}`,
        reason: typed.reason,
        ...(typed.span !== '' && { for: typed.span }),
      },
      {
        onSuccess: ({ id }) => {
          onStarted();
          notify(
            'success',
            `${agent.displayName} is paused`,
            `${id}: the receipt says what stopped.`,
          );
        },
      },
    );
  return (
    <form
      className={styles.form}
      aria-label={`Pause ${agent.displayName}`}
      onSubmit={(event) => {
        event.preventDefault();
        pause();
      }}
    >
      {isOld && <TypedBefore onClear={clear} />}
      {start.isError && errors.rest.length === 0 && <ProblemNote error={start.error} />}
      <Field label="Why it must stop" required validationMessage={errors.of('reason')}>
        <Textarea
          value={typed.reason}
          maxLength={1_000}
          onChange={(_event, { value }) => setTyped({ ...typed, reason: value })}
        />
      </Field>
      <Field label="For how long" validationMessage={errors.of('for')}>
        <Select
          value={typed.span}
          onChange={(_event, { value }) => setTyped({ ...typed, span: value })}
        >
          {SPANS.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
      </Field>
      <div>
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={start.isPending || typed.reason.trim() === ''}
        >
          Pause {agent.displayName}
        </Button>
      </div>
    </form>
  );
}
