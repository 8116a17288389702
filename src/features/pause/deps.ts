import type { Chat } from '../../kernel/chat.ts';
import type { Clock } from '../../kernel/instant.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import type { Log } from '../../kernel/log.ts';
import type { Directory } from '../../kernel/people.ts';
import type { PauseState } from './domain/state.ts';
import type { Target } from './domain/target.ts';

/** How a lever answered when it was called. `ok: false`: it refused or did not answer; it is called again. */
export interface Pulled {
  readonly ok: boolean;
  /** One line, as it stands on the receipt. */
  readonly answer: string;
}

/** What a lever says when it is asked how things stand. */
export interface LeverReading {
  readonly state: 'stopped' | 'running' | 'unknown' | 'needs your sign-in';
  /** What may still run and until when; empty where nothing may. */
  readonly open: string;
}

/** Something that really stops an agent, outside or inside: one file each. A call that was accepted is no proof: it is read back. */
export interface Lever {
  readonly name: string;
  /** Whether this lever reaches the target at all. */
  reaches(target: Target): boolean;
  stop(pause: PauseState): Promise<Pulled>;
  release(pause: PauseState): Promise<Pulled>;
  read(pause: PauseState): Promise<LeverReading>;
}

export interface PauseDeps {
  readonly ledger: Ledger;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly log: Log;
  readonly levers: readonly Lever[];
  readonly chat: Chat;
  /** The tenant asks for a fresh sign-in before it lets go of what stops much. */
  readonly stepUp: boolean;
  /** What a token's `acrs` has to name for that. */
  readonly stepUpContext: string;
  /** Where the admin app is served, which is where a person in chat is sent for it. */
  readonly serverUrl: string;
}
