import * as z from 'zod';
import { type Entity, rowKey } from '../../../src/kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../src/kernel/events.ts';
import { entity, type Facts } from '../../../src/kernel/feature.ts';
import type { Instant } from '../../../src/kernel/instant.ts';
import { dueRow } from '../../../src/kernel/outbox.ts';

/** A small feature to try the ledger with: lamps that somebody switches, and notes that are due. */
type Switched = DomainEvent & {
  readonly type: 'lamp-switched';
  readonly data: { readonly lamp: string; readonly on: boolean };
};
type Noted = DomainEvent & {
  readonly type: 'note-written' | 'note-sent';
  readonly data: { readonly note: string; readonly due?: string; readonly text?: string };
};

export interface Lamp {
  readonly on: boolean;
  readonly switched: number;
}

export interface Note {
  readonly text: string;
  readonly due: string;
  readonly sent: boolean;
}

/** Kept in memory by every server: decisions ask it. */
export const lamps: Entity<Lamp, Switched> = {
  kind: 'lamp',
  prefix: 'L',
  cached: true,
  idsOf: (event) => (event.type === 'lamp-switched' ? [(event as Switched).data.lamp] : []),
  evolve: (lamp, { data }) => ({ on: data.on, switched: (lamp?.switched ?? 0) + 1 }),
  rows: (lamp, id) => (lamp.on ? [{ key: rowKey('ON', id), value: { lamp: id } }] : []),
};

/** Read from the table each time; due until sent, which one that says `once` is but once. */
export const notes: Entity<Note, Noted> = {
  kind: 'note',
  prefix: 'T',
  cached: false,
  idsOf: (event) =>
    event.type === 'note-written' || event.type === 'note-sent' ? [(event as Noted).data.note] : [],
  evolve: (note, { type, data }: Recorded<Noted>) => ({
    text: data.text ?? note?.text ?? '',
    due: data.due ?? note?.due ?? '',
    sent: type === 'note-sent',
  }),
  fits: (note, { type }) => type !== 'note-sent' || !note?.sent || note.text !== 'once',
  rows: ({ sent, due, text }, id) =>
    sent ? [] : [dueRow({ due: due as Instant, job: 'send', id, args: { text } })],
};

export const example: Facts = {
  name: 'example',
  events: {
    'lamp-switched': z.strictObject({ lamp: z.string(), on: z.boolean() }),
    'note-written': z.strictObject({ note: z.string(), due: z.string(), text: z.string() }),
    'note-sent': z.strictObject({ note: z.string() }),
    'thing-done': z.strictObject({ n: z.number(), lamp: z.string() }),
    'thing-judged': z.strictObject({ well: z.boolean(), of: z.string().exactOptional() }),
  },
  subjects: (event) => {
    const { lamp, note } = event.data as { readonly lamp?: string; readonly note?: string };
    return [...(lamp === undefined ? [] : [`lamp:${lamp}`]), ...(note === undefined ? [] : [note])];
  },
  reportsOn: ({ data }) => ('of' in data && typeof data.of === 'string' ? data.of : undefined),
  counters: (event) => ({ [event.type]: 1 }),
  weekly: (event) => (event.type === 'note-sent' ? ['notes'] : []),
  entities: [entity(lamps), entity(notes)],
};

export const switched = (lamp: string, on: boolean): Switched => ({
  type: 'lamp-switched',
  data: { lamp, on },
});
export const written = (note: string, due: string, text = 'hello'): Noted => ({
  type: 'note-written',
  data: { note, due, text },
});
export const sent = (note: string): Noted => ({ type: 'note-sent', data: { note } });
export const done = (n: number, lamp = 'hall'): DomainEvent => ({
  type: 'thing-done',
  data: { n, lamp },
});
/** `of`: the decision, as a verifier has to know it. */
export const judged = (well: boolean, of?: string): DomainEvent => ({
  type: 'thing-judged',
  data: { well, ...(of !== undefined && { of }) },
});
