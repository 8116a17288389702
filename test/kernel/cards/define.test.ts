import { describe, expect, it } from 'vitest';
import { defineCard, MOST_BYTES, type TemplateData } from '../../../src/kernel/cards/define.ts';
import { inert } from '../../../src/kernel/cards/text.ts';

const cardOf = (body: readonly object[], more: object = {}) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body,
  ...more,
});

const define = (template: object, data: (view: string) => { [field: string]: TemplateData }) =>
  defineCard<string>({ name: 'example', template, normalise: data });

describe('defineCard', () => {
  it('expands the template from the view', () => {
    const card = define(cardOf([{ type: 'TextBlock', text: 'Hello ${name}' }]), (name) => ({
      name,
    }));
    expect(card('Ada')).toEqual(cardOf([{ type: 'TextBlock', text: 'Hello Ada' }]));
  });

  it('refuses a template that names what the view does not fill', () => {
    const card = define(cardOf([{ type: 'TextBlock', text: 'Hello ${nmae}' }]), (name) => ({
      name,
    }));
    expect(() => card('Ada')).toThrow('the card example names a field that its view does not fill');
  });

  it('leaves expressions in the data alone, and does not mistake them for its own', () => {
    const card = define(cardOf([{ type: 'Input.Text', id: 'a', value: '${typed}' }]), (typed) => ({
      typed,
    }));
    expect(card('${$root.secret}')).toEqual(
      cardOf([{ type: 'Input.Text', id: 'a', value: '${$root.secret}' }]),
    );
  });

  it('shares nothing with the view: a later change of the data changes no card', () => {
    const runs: { type: 'TextRun'; text: string }[] = [{ type: 'TextRun', text: 'a' }];
    const card = define(cardOf([{ type: 'RichTextBlock', inlines: '${runs}' }]), () => ({ runs }))(
      '',
    );
    const before = JSON.stringify(card);
    for (const run of runs) run.text = 'changed';
    expect(JSON.stringify(card)).toBe(before);
  });

  it('changes nothing in the template it was given', () => {
    const template = cardOf([{ type: 'TextBlock', text: '${name}' }]);
    const before = structuredClone(template);
    define(template, (name) => ({ name }))('Ada');
    expect(template).toEqual(before);
  });

  it('gives every Action.Execute an Action.Submit with the same title and data', () => {
    const execute = {
      type: 'Action.Execute',
      title: 'Go',
      verb: 'go',
      data: { verb: 'go', n: '1' },
    };
    const card = define(
      cardOf([{ type: 'ActionSet', actions: [execute] }], {
        actions: [execute, { type: 'Action.OpenUrl', url: 'x' }],
      }),
      () => ({}),
    )('');
    const both = {
      ...execute,
      fallback: { type: 'Action.Submit', title: 'Go', data: execute.data },
    };
    expect(card).toEqual(
      cardOf([{ type: 'ActionSet', actions: [both] }], {
        actions: [both, { type: 'Action.OpenUrl', url: 'x' }],
      }),
    );
  });

  it('gives less room to foreign words until the card fits', () => {
    const card = defineCard<string>({
      name: 'example',
      template: cardOf([{ type: 'RichTextBlock', $data: '${lines}', inlines: '${runs}' }]),
      normalise: (text, room) => ({
        lines: Array.from({ length: 20 }, () => ({ runs: inert(text, room.text) })),
      }),
    });
    const roomy = JSON.stringify(card('x'.repeat(100)));
    const tight = JSON.stringify(card('x'.repeat(5_000)));
    expect(roomy.includes('more')).toBe(false);
    expect(tight.length * 2).toBeLessThanOrEqual(MOST_BYTES);
    expect(tight.includes(' … 4500 more')).toBe(true);
  });

  it('refuses to make a card that Teams would not take', () => {
    const card = define(cardOf([{ type: 'TextBlock', text: '${text}' }]), (text) => ({ text }));
    expect(() => card('x'.repeat(MOST_BYTES / 2))).toThrow('does not fit');
  });

  it('refuses a template that is not a card', () => {
    expect(() => define({ type: 'Container' }, () => ({}))('')).toThrow('not an Adaptive Card');
  });
});
