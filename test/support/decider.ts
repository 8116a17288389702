import { expect } from 'vitest';
import type { DomainEvent, Recorded } from '../../src/kernel/events.ts';
import type { Instant } from '../../src/kernel/instant.ts';
import type { Actor } from '../../src/kernel/people.ts';
import type { Result } from '../../src/kernel/result.ts';

/** A pure decider with its fold. */
export interface Decider<S, E extends DomainEvent, C, X, R> {
  decide(command: C, state: S | undefined, context: X): Result<readonly E[], R>;
  evolve(state: S | undefined, event: Recorded<E>): S;
  /** Who stands behind a command's events, and when they happen. */
  stamp(command: C, context: X): { readonly by: Actor; readonly at: Instant };
}

/** A state, the events it was folded from, and the seq the next event gets. */
export interface Story<S, E extends DomainEvent> {
  readonly state: S | undefined;
  readonly events: readonly Recorded<E>[];
  readonly seq: number;
}

/** One command at one moment: what was decided, and the story after it. */
export interface Told<S, E extends DomainEvent, R> {
  readonly result: Result<readonly E[], R>;
  readonly story: Story<S, E>;
}

/** Decides a command on a story and folds what was decided, each event one seq after the other. */
export function tell<S, E extends DomainEvent, C, X, R>(
  decider: Decider<S, E, C, X, R>,
  story: Story<S, E>,
  command: C,
  context: X,
): Told<S, E, R> {
  const result = decider.decide(command, story.state, context);
  if (!result.ok) return { result, story };
  const stamp = decider.stamp(command, context);
  const added = result.value.map((event, i) => ({
    ...event,
    ...stamp,
    log: 'g',
    seq: story.seq + i,
  }));
  return {
    result,
    story: {
      state: added.reduce<S | undefined>(
        (state, event) => decider.evolve(state, event),
        story.state,
      ),
      events: [...story.events, ...added],
      seq: story.seq + added.length,
    },
  };
}

/** What a test says about a told command. */
export interface Verdict<S, E extends DomainEvent, R extends { readonly code: string }> {
  readonly told: Told<S, E, R>;
  /** The state afterwards. */
  readonly state: S;
  /** The one event of this type. */
  event<T extends E['type']>(type: T): Extract<E, { readonly type: T }>;
  /** Exactly these events, in this order. */
  happens(...types: readonly E['type'][]): void;
  nothing(): void;
  refused<K extends R['code']>(
    code: K,
    data?: Partial<Omit<Extract<R, { readonly code: K }>, 'code'>>,
  ): void;
}

export function verdict<S, E extends DomainEvent, R extends { readonly code: string }>(
  told: Told<S, E, R>,
): Verdict<S, E, R> {
  const { result, story } = told;
  const happened = () => {
    expect(result).toMatchObject({ ok: true });
    return result.ok ? result.value : [];
  };
  return {
    told,
    get state() {
      if (story.state === undefined) throw new Error('there is no state yet');
      return story.state;
    },
    event(type) {
      const found = happened().filter(
        (event): event is Extract<E, { type: typeof type }> => event.type === type,
      );
      expect(found).toHaveLength(1);
      const [only] = found;
      if (only === undefined) throw new Error(`no ${type}`);
      return only;
    },
    happens: (...types) => expect(happened().map(({ type }) => type)).toEqual(types),
    nothing: () => expect(happened()).toEqual([]),
    refused: (code, data = {}) =>
      expect(result).toMatchObject({ ok: false, refusal: { code, ...data } }),
  };
}
