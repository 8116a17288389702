import { assertNever, ok, type Result, refuse } from '../../../kernel/result.ts';
import { answer } from './answer.ts';
import { ask } from './ask.ts';
import { abandonCard, acknowledgeCard } from './cards.ts';
import type { Command, Context } from './commands.ts';
import { forfeit, undo, withdraw } from './endings.ts';
import type { RequestEvent } from './events.ts';
import { redeem } from './redeem.ts';
import type { Refusal } from './refusals.ts';
import { escalate, joinBackup, reseat } from './seatChanges.ts';
import { settle } from './standing.ts';
import type { RequestState } from './state.ts';

/**
 * What a command does to a request: the events to commit, in order; none where there is nothing to do, such as the same
 * answer from the same person; or why it is refused. Pure: run again whenever the state it read was lost.
 */
export function decide(
  command: Command,
  state: RequestState | undefined,
  context: Context,
): Result<readonly RequestEvent[], Refusal> {
  if (command.type === 'ask') return ask(command, state, context);
  if (command.type === 'redeem') return redeem(command, state, context);
  if (state === undefined) return refuse({ code: 'unknown-request' });
  switch (command.type) {
    case 'answer':
      return answer(command, state, context);
    case 'withdraw':
      return withdraw(command, state, context);
    case 'undo':
      return undo(command, state, context);
    case 'forfeit':
      return ok(forfeit(command, state, context));
    case 'settle':
      return ok(settle(state, context));
    case 'joinBackup':
      return ok(joinBackup(state, context));
    case 'escalate':
      return ok(escalate(command, state, context));
    case 'reseat':
      return ok(reseat(state, context));
    case 'acknowledgeCard':
      return ok(acknowledgeCard(command, state));
    case 'abandonCard':
      return ok(abandonCard(command, state));
    default:
      return assertNever(command);
  }
}
