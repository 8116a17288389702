import type * as z from 'zod';
import type { Json } from '../ledger/canonical.ts';
import type { Instant } from './instant.ts';
import type { ConversationReference } from './ledger.ts';
import type { Person, Role } from './people.ts';

/** An Adaptive Card as JSON. */
export type Card = { readonly type: 'AdaptiveCard'; readonly [field: string]: Json };

/** Who speaks and where: from the signed activity, never from text or card data. */
export interface ChatContext {
  readonly person: Person;
  readonly roles: ReadonlySet<Role>;
  readonly conversation: ConversationReference;
  /** The activity that carried the card that was clicked, where there is one. */
  readonly cardActivityId?: string;
  /** IANA name out of the client's info, or UTC. */
  readonly timeZone: string;
  readonly now: Instant;
}

/** What the bot answers to a message: text is plain, shown as it is. */
export type Reply =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'card'; readonly card: Card; readonly summary: string };

/** A bot command. The grammar is fixed: the first word picks the command, `parse` reads the rest or answers undefined for a near miss. */
export interface BotCommand<A = unknown> {
  readonly name: string;
  /** The right form, shown in help and after a near miss: `reject AR-… reason`. */
  readonly usage: string;
  readonly help: string;
  /** Whose menu in Teams lists it, and so the app's manifest: at most twelve each. It is understood everywhere. */
  readonly scopes: readonly ('personal' | 'team' | 'groupChat')[];
  parse(rest: string): A | undefined;
  run(args: A, context: ChatContext): Promise<Reply>;
}

export function botCommand<A>(definition: BotCommand<A>): BotCommand {
  return definition;
}

/** What a click answers: the card to stand in its place, something beside it, or a refusal that changes nothing. */
export type VerbReply =
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'message'; readonly text: string }
  /** The card stays; another comes as a message of its own, in the clicker's own chat. `text` says so meanwhile. */
  | {
      readonly kind: 'beside';
      readonly card: Card;
      readonly summary: string;
      readonly text: string;
    }
  | {
      readonly kind: 'refused';
      readonly status: 400 | 403 | 404 | 409 | 410 | 429 | 503;
      readonly text: string;
    };

/** A card's button. `data` is untrusted: whoever sends it, the rights come from the context. */
export interface Verb<D = unknown> {
  readonly verb: string;
  readonly data: z.ZodType<D>;
  /** True only for a refresh: it may be sent by the client without a tap. */
  readonly automatic: boolean;
  run(data: D, context: ChatContext): Promise<VerbReply>;
}

export function verb<D>(definition: Verb<D>): Verb {
  return definition;
}

/** A dialog (task module): a card with inputs, and what happens with them. A mistake answers the dialog again, with what was typed. */
export interface Dialog<D = unknown> {
  readonly id: string;
  readonly title: string;
  readonly data: z.ZodType<D>;
  /** Also reachable as a message action of this title. */
  readonly messageAction?: string;
  /** Also reachable under this title from where messages are written. */
  readonly composeAction?: string;
  open(context: ChatContext, about: { readonly [field: string]: Json }): Promise<Card>;
  submit(
    data: D,
    context: ChatContext,
  ): Promise<
    | { readonly kind: 'again'; readonly card: Card }
    | { readonly kind: 'done'; readonly text: string; readonly card?: Card }
  >;
  /** The card again, with what was typed and what is wrong with it. */
  again(
    typed: { readonly [field: string]: Json },
    mistakes: readonly string[],
    context: ChatContext,
  ): Promise<Card>;
}

export function dialog<D>(definition: Dialog<D>): Dialog {
  return definition;
}

/** Sends into Teams. Limits, back-off within one try and the channel's own retries are the adapter's affair. */
export interface Chat {
  send(to: ConversationReference, message: ChatMessage): Promise<Sent>;
  update(to: ConversationReference, activityId: string, message: ChatMessage): Promise<Sent>;
}

export interface ChatMessage {
  readonly card?: Card;
  readonly text?: string;
  /** The notification's line: facts of ours only. */
  readonly summary: string;
}

export type Sent =
  | { readonly kind: 'sent'; readonly activityId: string }
  /** 412, 429, 5xx, reset: try again, not before `afterMs` where the channel said so. */
  | { readonly kind: 'later'; readonly afterMs?: number }
  /** 403, 404: will not work again. */
  | { readonly kind: 'gone'; readonly status: number };
