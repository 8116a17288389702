import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectLawful, ofType, wordsOf } from '../../../support/cardLaws.ts';
import { cardMistakes } from '../../../support/cardSchema.ts';
import { readableJson } from '../../../support/readableJson.ts';
import { drawn, examples } from './all.ts';

const goldens = join(import.meta.dirname, '../../../golden/cards');
const named = Object.entries(examples);
const card = (name: string) => drawn(examples[name] ?? expect.fail(name));
const verbsOn = (name: string) => ofType(card(name), 'Action.Execute').map(({ verb }) => verb);

describe('every card of feedback', () => {
  it.each(named)('%s looks as in its golden file', async (name, example) => {
    const text = `${readableJson(drawn(example))}\n`;
    await expect(text).toMatchFileSnapshot(join(goldens, `${name}.json`));
  });

  it.each(named)('%s is a card that Teams knows, and keeps the laws of our cards', (_, example) => {
    expect(cardMistakes(drawn(example))).toEqual([]);
    expectLawful(drawn(example));
  });

  it('has a golden file, and no golden file is left over', () => {
    const files = readdirSync(goldens).filter((file) => file.startsWith('feedback-'));
    expect(files.filter((file) => !(file.replace('.json', '') in examples))).toEqual([]);
  });
});

describe('the form of a report', () => {
  it('shows every category with its definition and an example', () => {
    const [, category] = ofType(card('feedback-report-chat'), 'Input.ChoiceSet');
    expect(category).toMatchObject({ id: 'category', style: 'expanded', isRequired: true });
    expect(category?.['choices']).toHaveLength(6);
    for (const { title } of (category?.['choices'] ?? []) as { title: string }[])
      expect(title).toMatch(/^[A-Z][^.]+\. [A-Z][^.]+, for example .+\.$/);
  });

  it('is a verb in chat and a submit in a dialog, and carries nothing that says who reports', () => {
    expect(ofType(card('feedback-report-chat'), 'Action.Execute')).toMatchObject([
      { verb: 'feedback-send', data: { verb: 'feedback-send', form: 'f-1', quoted: '' } },
      { verb: 'report-shadow', mode: 'secondary', associatedInputs: 'none' },
    ]);
    expect(verbsOn('feedback-report-dialog')).toEqual([]);
    expect(ofType(card('feedback-report-dialog'), 'Action.Submit')).toMatchObject([
      { data: { dialog: 'report', form: 'f-1' } },
    ]);
  });
});

describe('the form of what nobody registered', () => {
  it('is a verb in chat and a submit in a dialog, which quotes the message', () => {
    expect(ofType(card('feedback-shadow-chat'), 'Action.Execute')).toMatchObject([
      { verb: 'shadow-send', data: { verb: 'shadow-send', form: 'f-2', quoted: '' } },
    ]);
    expect(ofType(card('feedback-shadow-dialog'), 'Action.Submit')).toMatchObject([
      { data: { dialog: 'report-shadow', form: 'f-2' } },
    ]);
    expect(wordsOf(card('feedback-shadow-dialog'))).toContain('works like a charm');
  });
});

describe('the form of a report among many agents', () => {
  it('takes the agent’s id, where a menu would be endless', () => {
    const fields = ofType(card('feedback-report-amongMany'), 'Input.Text').map(({ id }) => id);
    expect(fields).toContain('agentId');
  });
});

describe('the card of a case', () => {
  it('asks its reporter at the end, and nobody else', () => {
    expect(verbsOn('feedback-case-fixed')).toEqual(['feedback-fixed', 'feedback-not-fixed']);
    for (const name of ['open', 'inProgress', 'confirmed', 'closed', 'declined', 'reopened'])
      expect(verbsOn(`feedback-case-${name}`)).toEqual([]);
    expect(verbsOn('feedback-case-forOwner')).toEqual(['feedback-open', 'backlog']);
  });

  it('keeps who reported and how it is ranked from its mere reporter', () => {
    expect(wordsOf(card('feedback-case-fixed'))).not.toMatch(/Priority|Reported by|Systemic/);
    expect(wordsOf(card('feedback-case-forOwner'))).toMatch(/Reported by[^]*Priority/);
  });
});

describe('a crowded backlog', () => {
  it('counts what it leaves out', () => {
    const words = wordsOf(card('feedback-backlog-crowded'));
    expect(words).toContain('300 defects, 12000 open cases');
    expect(words).toMatch(/and \d+ more defects/);
    expect(words).toMatch(/and \d+ more reports/);
    expect(words).toContain('and 32 more');
  });
});
