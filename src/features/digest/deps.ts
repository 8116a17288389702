import type { Chat } from '../../kernel/chat.ts';
import type { Clock } from '../../kernel/instant.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import type { Log } from '../../kernel/log.ts';
import type { Directory } from '../../kernel/people.ts';
import type { DigestSection } from '../../kernel/section.ts';
import type { PostingTime } from './schedule.ts';

export interface DigestDeps {
  readonly ledger: Ledger;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly log: Log;
  readonly chat: Chat;
  /** When it is posted, in the audience's own time zone. */
  readonly postAt: PostingTime;
  /** Every feature's sections. */
  readonly sections: () => readonly DigestSection[];
}
