import { describe, expect, it } from 'vitest';
import type { Card } from '../../../../src/kernel/chat.ts';
import { ofType } from '../../../support/cardLaws.ts';
import { describeHostileCards } from '../../../support/hostileCards.ts';
import { hostileTexts, UNSEEN } from '../../../support/hostileText.ts';
import { examples } from './all.ts';

/** What people, agents and their records say. Everything else in a view is a closed word or a number of ours. */
const FOREIGN =
  /^(what|agent|agentId|workflow|text|where|quoted|note|answer|owner|reporter|name|mistakes)$/;
describeHostileCards({
  examples,
  isForeign: (name, text) => FOREIGN.test(name) && text !== '',
});

describe('the form of a report', () => {
  const example = examples['feedback-report-dialog'] ?? expect.fail();
  const typed = (text: string): Card => {
    const view = example.view as { typed: object };
    return example.draw({ ...view, typed: { ...view.typed, text, quoted: text } } as never);
  };

  it.each(Object.entries(hostileTexts))(
    'gives %s back as it was typed, and quotes it as words',
    (_, text) => {
      const card = typed(text);
      const words = ofType(card, 'Input.Text').find(({ id }) => id === 'text');
      expect(words?.['value']).toBe(text);
      expect(ofType(card, 'Action.Submit')[0]).toMatchObject({ data: { quoted: text } });
      for (const { text: shown } of ofType(card, 'TextRun'))
        expect(shown).not.toMatch(UNSEEN_ON_A_LINE);
    },
  );
});

/** Line breaks of prose are seen. */
const UNSEEN_ON_A_LINE = new RegExp(`(?!\\n|\\ufe0f)${UNSEEN.source}`, 'u');
