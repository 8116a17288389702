import { expect } from 'vitest';
import type { Card } from '../../src/kernel/chat.ts';

interface Found {
  readonly [field: string]: unknown;
}

/** Every object inside a card that has a `type`, from the outside in. */
export function partsOf(value: unknown): readonly Found[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(partsOf);
  return 'type' in value ? [value, ...inner] : inner;
}

export const ofType = (card: Card, type: string): readonly Found[] =>
  partsOf(card).filter((part) => part['type'] === type);

/** Words of a card in reading order, without the client's dates. */
export const wordsOf = (card: Card): string =>
  partsOf(card)
    .filter(({ type }) => type === 'TextRun' || type === 'TextBlock')
    .map(({ text }) => String(text))
    .join('\n');

const OUR_TIME =
  /^(?:[^{}]*\{\{(?:DATE|TIME)\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ(?:,SHORT)?\)\}\})*[^{}]*$/;

/** All that our cards are made of: nothing that loads, links or plays. */
const PARTS = new Set(
  [
    'AdaptiveCard Container ColumnSet Column ActionSet TextBlock RichTextBlock TextRun',
    'Input.Text Input.ChoiceSet Input.Toggle Action.Execute Action.Submit Chart.VerticalBar',
    // What a button says that opens a dialog.
    'task/fetch',
  ].flatMap((names) => names.split(' ')),
);

/** What holds for every card we send, whatever is on it. */
export function expectLawful(card: Card): void {
  const json = JSON.stringify(card);
  expect(json.length * 2).toBeLessThanOrEqual(28 * 1024);
  expect(json.includes('${')).toBe(false);
  expect(
    partsOf(card)
      .map(({ type }) => type)
      .filter((type) => !PARTS.has(String(type))),
  ).toEqual([]);
  for (const { text } of partsOf(card))
    if (text !== undefined) expect(text).toMatch(OUR_TIME_OR_NONE);
  for (const action of ofType(card, 'Action.Execute')) expectSameBehindFallback(action);
}

/** A run of foreign words holds no `{{`; one of ours holds dates and times only. */
const OUR_TIME_OR_NONE = new RegExp(`^(?:(?!\\{\\{)[^])*$|${OUR_TIME.source}`);

function expectSameBehindFallback({ verb, title, data, fallback }: Found): void {
  expect(verb).toEqual(expect.any(String));
  expect(data).toMatchObject({ verb });
  expect(fallback).toMatchObject({ type: 'Action.Submit', title, data });
}

/** The buttons a person sees: the seldom needed ones are behind `...`. */
export function buttonsOf(card: Card): readonly string[] {
  const executed = ofType(card, 'Action.Execute');
  const submits = ofType(card, 'Action.Submit').filter(
    ({ title }) => !executed.some((action) => action['title'] === title),
  );
  const all = [...executed, ...submits];
  const first = all.filter(({ mode }) => mode !== 'secondary').map(({ title }) => String(title));
  return [...first, ...(first.length < all.length ? ['...'] : [])].toSorted();
}
