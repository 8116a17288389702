import { Button, Field, makeStyles, Select, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { type Ended, Outcome } from '../../parts/Outcome.tsx';
import { Section } from '../../parts/Section.tsx';
import { useDraft } from '../../parts/useDraft.ts';
import { When } from '../../parts/When.tsx';
import {
  hasPayload,
  isPreset,
  mayAnswer,
  mayUndo,
  mayWithdraw,
  type RequestItem,
} from './model.ts';
import { type Deed, useDeed } from './queries.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gap: '12px' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  wide: { flex: '1 1 112px' },
});

interface Props {
  readonly request: RequestItem;
  /** Object id of who is signed in. */
  readonly me: string;
  /** Told how it came out, where this part of the page may be gone by then; otherwise it is said here. */
  readonly onEnded?: ((ended: Ended) => void) | undefined;
}

const NOTHING: Typed = { reason: '', preset: '' };

/** What this person can do about a request: answer, take an approval back, withdraw; nothing where it is not theirs. */
export function Answer({ request, me, onEnded }: Props) {
  const { typed, setTyped, clear } = useDraft(`answer to ${request.id}`, NOTHING);
  const [ended, setEnded] = useState<Ended>();
  const end = (how: Ended): void => {
    setEnded(how);
    onEnded?.(how);
  };
  const deed = useDeed(request.id, {
    onDone: ({ id, status }) => {
      clear();
      end({ kind: 'done', words: `${id}: ${SAID[status] ?? status}.` });
    },
    // Somebody else may have decided meanwhile: then there is no form any more to tell it in.
    onFailed: (error) => end({ kind: 'failed', error }),
  });
  const form = { request, typed, onType: setTyped, give: deed.mutate, isBusy: deed.isPending };
  const part = partFor(request, me);
  if (part === undefined && ended === undefined) return null;
  const isToldHere = ended?.kind === 'failed' || onEnded === undefined;
  return (
    <Section title={part === 'answer' || part === undefined ? 'Your answer' : 'Your approval'}>
      {ended && isToldHere && <Outcome key={part} ended={ended} />}
      {part === 'answer' && <AnswerForm {...form} />}
      {part === 'undo' && <UndoForm {...form} />}
      {part === 'withdraw' && <WithdrawForm {...form} />}
    </Section>
  );
}

const SAID: Readonly<Record<string, string>> = {
  approved: 'You approved it',
  rejected: 'You rejected it',
  undone: 'You took your approval back',
  withdrawn: 'You withdrew it',
  pending: 'Your answer counts; others are asked too',
};

function partFor(request: RequestItem, me: string): 'answer' | 'undo' | 'withdraw' | undefined {
  if (mayAnswer(request, me) && hasPayload(request)) return 'answer';
  if (mayUndo(request, me)) return 'undo';
  return mayWithdraw(request, me) ? 'withdraw' : undefined;
}

type Typed = Readonly<Record<'reason' | 'preset', string>>;

interface FormProps {
  readonly request: RequestItem;
  readonly typed: Typed;
  readonly onType: (typed: Typed) => void;
  readonly give: (deed: Deed) => void;
  readonly isBusy: boolean;
}

function AnswerForm({ request, typed, onType, give, isBusy }: FormProps) {
  const styles = useStyles();
  const { digest, presets = [], heldBy } = request;
  const answer = (which: 'approve' | 'reject'): void =>
    give({
      kind: 'answer',
      answer: which,
      digest,
      reason: typed.reason,
      ...(isPreset(request, typed.preset) && { preset: typed.preset }),
    });
  return (
    <div className={styles.form}>
      {presets.length > 0 && (
        <Field label="Reason, if you reject">
          <Select
            value={typed.preset}
            onChange={(_event, { value }) => onType({ ...typed, preset: value })}
          >
            <option value="">None of these</option>
            {presets.map(({ value, title }) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Reason
        label={`In your words (the ${request.requester.kind === 'person' ? 'requester' : 'agent'} is told)`}
        typed={typed}
        onType={onType}
      />
      <div className={styles.buttons}>
        <Button
          className={styles.wide}
          appearance="primary"
          disabled={heldBy !== undefined}
          disabledFocusable={isBusy}
          onClick={() => answer('approve')}
        >
          Approve
        </Button>
        <Button className={styles.wide} disabledFocusable={isBusy} onClick={() => answer('reject')}>
          Reject
        </Button>
      </div>
    </div>
  );
}

function UndoForm({ request, typed, onType, give, isBusy }: FormProps) {
  const styles = useStyles();
  return (
    <div className={styles.form}>
      <div>
        You can take it back until <When at={request.undoUntil ?? request.due} />, as long as the
        agent has not used it.
      </div>
      <Reason label="Why (optional)" typed={typed} onType={onType} />
      <div className={styles.buttons}>
        <Button
          disabledFocusable={isBusy}
          onClick={() => give({ kind: 'undo', reason: typed.reason })}
        >
          Take the approval back
        </Button>
      </div>
    </div>
  );
}

function WithdrawForm({ typed, onType, give, isBusy }: FormProps) {
  const styles = useStyles();
  return (
    <div className={styles.form}>
      <Reason label="Why (optional)" typed={typed} onType={onType} />
      <div className={styles.buttons}>
        <Button
          disabledFocusable={isBusy}
          onClick={() => give({ kind: 'withdraw', reason: typed.reason })}
        >
          Withdraw the request
        </Button>
      </div>
    </div>
  );
}

interface ReasonProps extends Pick<FormProps, 'typed' | 'onType'> {
  readonly label: string;
}

function Reason({ label, typed, onType }: ReasonProps) {
  return (
    <Field label={label}>
      <Textarea
        value={typed.reason}
        maxLength={1_000}
        resize="vertical"
        onChange={(_event, { value }) => onType({ ...typed, reason: value })}
      />
    </Field>
  );
}
