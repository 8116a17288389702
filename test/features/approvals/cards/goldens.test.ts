import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectLawful, ofType } from '../../../support/cardLaws.ts';
import { cardMistakes } from '../../../support/cardSchema.ts';
import { readableJson } from '../../../support/readableJson.ts';
import { drawn, examples } from './all.ts';

const goldens = join(import.meta.dirname, '../../../golden/cards');
const named = Object.entries(examples);

describe('every card of approvals', () => {
  it.each(named)('%s looks as in its golden file', async (name, example) => {
    const text = `${readableJson(drawn(example))}\n`;
    await expect(text).toMatchFileSnapshot(join(goldens, `${name}.json`));
  });

  it.each(named)('%s is a card that Teams knows', (_, example) => {
    expect(cardMistakes(drawn(example))).toEqual([]);
  });

  it.each(named)('%s keeps the laws of our cards', (_, example) => {
    expectLawful(drawn(example));
  });

  it('has a golden file, and no golden file is left over', () => {
    const files = readdirSync(goldens).filter((file) =>
      /^(approval|page|decided|refused|pending)-/.test(file),
    );
    const missing = files.filter((file) => !(file.replace('.json', '') in examples));
    expect(missing).toEqual([]);
  });
});

describe('the schema of Teams cards', () => {
  const card = (element: object) => ({ type: 'AdaptiveCard', version: '1.5', body: [element] });

  it('finds what is wrong', () => {
    expect(cardMistakes(card({ type: 'TextBlock', text: 'a' }))).toEqual([]);
    expect(cardMistakes(card({ type: 'TextBlok', text: 'a' }))).not.toEqual([]);
    expect(cardMistakes(card({ type: 'TextBlock', text: 'a', colour: 'Good' }))).not.toEqual([]);
    expect(cardMistakes(card({ type: 'Input.Text', id: 'a' }))).toEqual([]);
    expect(cardMistakes(card({ type: 'Input.Text' }))).not.toEqual([]);
  });
});

describe('the approval', () => {
  const approve = (name: string) =>
    ofType(drawn(examples[name] ?? expect.fail(name)), 'Action.Execute').filter(
      ({ verb }) => verb === 'approve',
    );

  it.each([
    'approval-mail',
    'approval-payment',
    'approval-connector',
    'approval-escalation',
    'page-last',
  ])('%s sends exactly verb, request, digest and nonce', (name) => {
    expect(approve(name)).toHaveLength(1);
    expect(Object.keys(Object(approve(name)[0]?.['data']))).toEqual([
      'verb',
      'request',
      'digest',
      'nonce',
    ]);
  });

  it.each(['approval-held', 'approval-readOnly', 'approval-long', 'page-middle'])(
    '%s has no Approve',
    (name) => {
      expect(approve(name)).toEqual([]);
    },
  );
});
