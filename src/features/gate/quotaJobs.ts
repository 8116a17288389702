import type { Chat } from '../../kernel/chat.ts';
import { parseInstant } from '../../kernel/instant.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import { argument, type Job, type JobOutcome } from '../../kernel/outbox.ts';
import { agents } from '../registry/domain/fold.ts';
import type { QuotaEvent, Span } from './domain/quotaEvents.ts';
import { endOf, QUOTA_TELL_JOB, quotaWindows } from './domain/quotas.ts';

const DONE: JobOutcome = { kind: 'done' };
const LATER_MS = 1_000;

const spanOf = (text: string): Span => (text === 'hour' ? 'hour' : 'day');

/** Tells the business owner of an agent that its quota is nearly or quite used up. Somebody who cannot be reached is not waited for. */
export const quotaTellJob = ({
  ledger,
  chat,
}: {
  readonly ledger: Ledger;
  readonly chat: Chat;
}): Job => ({
  kind: QUOTA_TELL_JOB,
  claimed: true,
  run: async ({ args }) => {
    const agentId = argument(args, 'agent');
    const [span, from] = [spanOf(argument(args, 'span')), parseInstant(argument(args, 'from'))];
    const share = args['share'] === 100 ? 100 : 80;
    if (from === undefined) return DONE;
    const owner = (await ledger.view()).get(agents, agentId)?.people.business;
    const to = owner && (await ledger.conversation(owner));
    const until = endOf(span, from);
    const limit = Number(args['limit']);
    const text =
      share === 100
        ? `${agentId} has used up its quota of ${limit} calls ${span === 'hour' ? 'an hour' : 'a day'}: what it asks for is denied until ${until}.`
        : `${agentId} has used 80 % of its quota of ${limit} calls ${span === 'hour' ? 'an hour' : 'a day'}, which is renewed at ${until}.`;
    const sent = to ? await chat.send(to, { text, summary: text }) : undefined;
    if (sent?.kind === 'later') return { kind: 'later', afterMs: sent.afterMs ?? LATER_MS };
    const told: QuotaEvent = {
      type: 'quota-told',
      data: { agentId, span, from, share, delivered: sent?.kind === 'sent' },
    };
    await ledger.commit(async (tx) => {
      const open = tx.view
        .get(quotaWindows, agentId)
        ?.warnings.some(
          (one) => one.span === span && one.from === from && one.share === share && !one.told,
        );
      return { by: { kind: 'system' }, events: open ? [told] : [], result: () => undefined };
    });
    return DONE;
  },
});
