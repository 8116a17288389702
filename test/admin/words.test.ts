import { describe, expect, it } from 'vitest';
import { eventWords } from '../../src/admin/events/words.ts';
import { placeOf } from '../../src/admin/pages/agents/rules/places.ts';

const said = (type: string, data: Readonly<Record<string, unknown>>): string =>
  eventWords(type, { by: { kind: 'system' }, data });

describe('what was found says what and how much', () => {
  const grown = { connectors: [], scopes: ['a', 'b'], sites: ['x'], tools: [] };
  it.each([
    [
      'connector-put-on-probation',
      { connector: { id: 'tickets' }, verified: { logLevel: 'whole', tierCeiling: 'draftOnly' } },
      'tickets was put on probation: up to draft only, each call is kept with its arguments',
    ],
    [
      'growth-found',
      { id: 'writer', known: true, grown, source: 'Purview' },
      'writer has more than was recorded: 2 scopes, 1 site (seen by Purview)',
    ],
    [
      'growth-found',
      { id: 'crawler', known: false, grown, source: 'Purview' },
      'crawler is on no list (seen by Purview)',
    ],
    [
      'agent-reported',
      { source: 'desk', id: 'Agent-77', agentId: 'writer', version: '3' },
      'desk reported writer in version 3',
    ],
    [
      'quota-reached',
      { agentId: 'writer', share: 80, limit: 50, span: 'day' },
      'writer has used 80 % of its 50 calls a day',
    ],
    [
      'quota-told',
      { agentId: 'writer', delivered: false },
      'The owner of writer could not be told of its quota',
    ],
    [
      'feedback-reported',
      { case: 'F-1', agent: 'writer', workflow: 'offers' },
      'F-1 about writer was reported',
    ],
    [
      'feedback-reported',
      { case: 'F-2', agent: '', workflow: 'a chatbot' },
      'F-2 about a chatbot was reported',
    ],
    [
      'stranger-called',
      { day: '2026-11-20', about: 'connector', name: 'dropbox' },
      'A call named the connector dropbox, which nobody registered',
    ],
    ['alarm-acknowledged', { alarm: 'AL-1' }, 'AL-1 was acknowledged'],
  ])('%s', (type, data, words) => {
    expect(said(type, data)).toBe(words);
  });
});

describe('what speaks against rules', () => {
  const rules = {
    name: 'a.cedar',
    text: '// mine\n@id("no-mail")\nforbid (principal, action, x);',
  };
  const cases = {
    name: 'a.cases.yaml',
    text: 'cases:\n- name: One of them\n  expect: deny\n- name: Another one\n  expect: allow\n',
  };
  it.each([
    ['a.cedar: no-mail: @priority is missing.', 'a.cedar', 2],
    ['a.cedar: unexpected end of input.', 'a.cedar', undefined],
    ['a.cases.yaml: Flow sequence must end with a ] at line 4, column 5.', 'a.cases.yaml', 4],
    ['a.cases.yaml: cases.1.by Invalid input.', 'a.cases.yaml', 4],
    ['a.cases.yaml: "One of them" expects deny, and the policy says allow.', 'a.cases.yaml', 2],
    ['guardrails.cases.yaml: "Something shipped" expects deny.', undefined, undefined],
  ])('stands at its file and line: %s', (sentence, file, line) => {
    expect(placeOf(sentence, [rules, cases])).toMatchObject({ file, line });
  });

  it('is told without the name of the file that it stands under', () => {
    expect(placeOf('a.cedar: unexpected end of input.', [rules]).message).toBe(
      'unexpected end of input.',
    );
  });
});
