import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageCard, pageCount } from '../../../../src/features/approvals/cards/approval.ts';
import { paginate } from '../../../../src/features/approvals/cards/pages.ts';
import { blockRuns, blocksOf } from '../../../../src/features/approvals/cards/payload.ts';
import type { ApprovalView } from '../../../../src/features/approvals/cards/view.ts';
import type { Card } from '../../../../src/kernel/chat.ts';
import type { Json } from '../../../../src/ledger/canonical.ts';
import { expectLawful, ofType, partsOf } from '../../../support/cardLaws.ts';
import { hostileTexts } from '../../../support/hostileText.ts';
import { connector, long, mail, mailAction, payment } from './examples.ts';

const viewOf = (
  values: { readonly [name: string]: Json },
  justification = 'why',
): ApprovalView => ({
  ...mail,
  justification,
  asked: { ...mailAction, arguments: values },
});

const pages = (view: ApprovalView): readonly Card[] =>
  Array.from({ length: pageCount(view) }, (_, index) => pageCard(view, index + 1));

interface Run {
  readonly text: string;
  readonly weight?: string;
}

const words = (runs: readonly Run[]): string =>
  runs
    .filter(({ weight }) => weight !== 'Bolder')
    .map(({ text }) => text)
    .join('');

/** The quoted words on a card, without their labels. */
function quoted(card: Card): string {
  const quote = ofType(card, 'Container').filter(({ style }) => style === 'emphasis');
  expect(quote).toHaveLength(1);
  const blocks = partsOf(quote).filter(({ type }) => type === 'RichTextBlock');
  return blocks.map(({ inlines }) => words(inlines as readonly Run[])).join('');
}

const whole = ({ asked, justification }: ApprovalView): string =>
  blocksOf(asked, justification)
    .map((block) => words(blockRuns(block)))
    .join('');

function expectComplete(view: ApprovalView): void {
  const cards = pages(view);
  expect(cards.map(quoted).join('')).toBe(whole(view));
  for (const card of cards) expectLawful(card);
  const verbs = cards.map((card) => ofType(card, 'Action.Execute').map(({ verb }) => verb));
  expect(verbs.map((names) => names.includes('approve'))).toEqual(
    cards.map((_, index) => index === cards.length - 1),
  );
  expect(verbs.map((names) => names.includes('reject'))).toEqual(
    verbs.map((names) => names.includes('approve')),
  );
}

const nasty = fc.constantFrom(...Object.values(hostileTexts));
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(nasty, { maxLength: 60 }).map((texts) => texts.join(' ')),
  fc
    .tuple(nasty, fc.integer({ min: 1, max: 400 }))
    .map(([one, times]) => one.repeat(times).slice(0, 20_000)),
);

describe('the pages of an approval', () => {
  it('hold every word of the payload once, in order, and Approve on the last', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.oneof(fc.string({ maxLength: 20 }), text),
          fc.oneof(text, fc.jsonValue()),
          { maxKeys: 6 },
        ),
        text,
        (values, why) => {
          expectComplete(viewOf(values as { readonly [name: string]: Json }, why));
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it.each([
    ['a long body', long],
    ['what is costly to show', viewOf({ body: 'a\u200b{{'.repeat(1_000) })],
    ['64 KiB of quotation marks', viewOf({ body: '"'.repeat(65_000) })],
    ['one word without a space', viewOf({ body: 'x'.repeat(65_000) })],
    [
      'thousands of arguments',
      viewOf(Object.fromEntries(Array.from({ length: 4_000 }, (_, n) => [`k${n}`, n]))),
    ],
    ['a deep value', viewOf({ a: { b: { c: [1, { d: ['x', null, { e: '' }] }] } } })],
    ['an endless name', viewOf({ ['n'.repeat(60_000)]: 1 })],
    ['nothing', viewOf({}, '')],
    [
      'an object that looks like a card',
      viewOf({ type: 'Action.OpenUrl', $data: [1], fallback: { type: 'TextBlock' } }),
    ],
    ['a connector with long notes', { ...connector, justification: 'why '.repeat(9_000) }],
  ])('hold %s', (_, view) => {
    expectComplete(view);
  });

  it('end, for the costliest 64 KiB there are, with every word on one of them', () => {
    const view = viewOf({ body: 'a\u200b{{'.repeat(13_000) });
    const pagesOfIt = paginate(blocksOf(view.asked, view.justification), 6_000);
    expect(
      pagesOfIt.map((page) => page.map((block) => words(blockRuns(block))).join('')).join(''),
    ).toBe(whole(view));
    expectLawful(pageCard(view, 1));
    expectLawful(pageCard(view, 1_000));
  });

  it('stay the same when an answer comes in between two of them', () => {
    const later: ApprovalView = {
      ...long,
      stages: payment.stages,
      warnings: ['Something new.'],
      nonce: undefined,
    };
    expect(pages(later).map(quoted)).toEqual(pages(long).map(quoted));
  });

  it('lead from one to the next and back, by the digest of what is read', () => {
    const actions = pages(long).map((card) =>
      ofType(card, 'Action.Execute').flatMap(({ verb, data }) => (verb === 'page' ? [data] : [])),
    );
    const to = (page: number) => ({
      verb: 'page',
      request: long.request,
      digest: long.digest,
      page,
    });
    expect(actions).toEqual([[to(2)], [to(3), to(1)], [to(2)]]);
  });

  it('answer a page that is not there with the nearest one', () => {
    expect(pageCard(long, 99)).toEqual(pageCard(long, 3));
    expect(pageCard(long, -1)).toEqual(pageCard(long, 1));
    expect(pageCard(long, Number.NaN)).toEqual(pageCard(long, 1));
  });
});
