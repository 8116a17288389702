import type { TurnState as TurnStateOf } from '@microsoft/teams-ai/lib/TurnState.js';
import { Application, TurnState } from './teamsAi.ts';

/** teams-ai wants a state for each turn. Ours holds nothing beyond the turn: what must last is the ledger's. */
class NoState extends TurnState {
  readonly #user = {};
  readonly #temp: TurnStateOf['temp'] = {
    input: '',
    inputFiles: [],
    lastOutput: '',
    actionOutputs: {},
    authTokens: {},
  };

  override get user(): TurnStateOf['user'] {
    return this.#user;
  }

  override get temp(): TurnStateOf['temp'] {
    return this.#temp;
  }

  override load(): Promise<boolean> {
    return Promise.resolve(true);
  }

  override save(): Promise<void> {
    return Promise.resolve();
  }
}

/** teams-ai's routes without its typing timer, which is one for all concurrent turns and starts whatever the options say. */
export class TeamsApplication extends Application<NoState> {
  constructor() {
    super({
      turnStateFactory: () => new NoState(),
      removeRecipientMention: false,
      startTypingTimer: false,
    });
  }

  override startTypingTimer(): void {
    // A turn answers within seconds: nothing types.
  }
}
