import { describe, expect, it } from 'vitest';
import { bundleOf } from '../../../src/features/policy/loading.ts';
import { tryCases } from '../../../src/features/policy/trying.ts';
import { against, language, shippedBundle, source } from './shipped.ts';

const HARD = `
@id("no-large-payments")
@priority("67")
@reason("The tool {connector}/{tool} would move {amount}, which agents may not do here.")
forbid (principal, action in Gov::Action::"act", resource)
when { context has amount && context.amount.greaterThan(decimal("10000.0000")) };
`;
const SOFT = `
@id("security-looks-at-the-web")
@effect("needs_approval")
@approvers("security")
@quorum("1")
@priority("75")
@reason("The tool {connector}/{tool} acts on the open web, so a security reviewer has to approve it.")
forbid (principal, action in Gov::Action::"act", resource)
when { resource.systemClass == Gov::SystemClass::"web" }
unless { context.approved.contains("security-looks-at-the-web") };
`;
const tenant = (text: string, name = 'tenant.cedar') => [{ name, text }];

describe('a tenant file', () => {
  it('that tightens is taken', async () => {
    expect(await against(tenant(HARD + SOFT))).toEqual([]);
  });

  it.each<[string, string, RegExp]>([
    ['permits', HARD.replace('forbid', 'permit'), /only forbid stands in it/],
    ['lacks an id', HARD.replace('@id("no-large-payments")', ''), /@id is missing/],
    ['lacks a priority', HARD.replace('@priority("67")', ''), /@priority is missing/],
    ['lacks a reason', HARD.replace(/@reason.*\n/, ''), /@reason is missing/],
    [
      'has an annotation of its own',
      HARD.replace('@priority', '@owner("me")\n@priority'),
      /@owner is not known/,
    ],
    [
      'has an annotation twice',
      HARD.replace('@priority("67")', '@priority("67")\n@priority("1")'),
      /duplicate annotation/i,
    ],
    [
      'has an id of ours',
      HARD.replace('no-large-payments', 'above-tier'),
      /above-tier is used by more than one/,
    ],
    [
      'has a word that stands for nothing',
      HARD.replace('{amount}', '{arguments}'),
      /\{arguments\}, which stands for nothing/,
    ],
    ['has half a sentence', HARD.replace('The tool', 'the tool'), /one whole sentence/],
    [
      'asks nobody we know',
      SOFT.replace('"security")', '"everybody")'),
      /@approvers must be one of/,
    ],
    [
      'asks two of one owner',
      SOFT.replace('@approvers("security")', '@approvers("businessOwner")').replace(
        '@quorum("1")',
        '@quorum("2")',
      ),
      /one business owner/,
    ],
    ['lacks a quorum', SOFT.replace('@quorum("1")', ''), /@quorum is missing/],
    ['asks for none', SOFT.replace('@quorum("1")', '@quorum("0")'), /@quorum must be/],
    [
      'lifts on another id',
      SOFT.replace('contains("security-looks-at-the-web")', 'contains("a-person-approves")'),
      /lifted by unless/,
    ],
    [
      'lifts on nothing',
      SOFT.replace(/unless .*\n/, ';\n').replace(' }\n;', ' };'),
      /lifted by unless/,
    ],
    [
      'lifts on more than approval',
      SOFT.replace('unless { context', 'unless { context.reversible && context'),
      /lifted by unless/,
    ],
    [
      'reads approvals in a hard rule',
      HARD.replace(
        'when { context has amount',
        'when { context.approved.isEmpty() && context has amount',
      ),
      /may read context\.approved/,
    ],
    ['names a type that is not there', HARD.replace('Gov::Action', 'Gov::Deed'), /Deed/],
    [
      'names an attribute that is not there',
      HARD.replaceAll('context.amount', 'context.amuont'),
      /amuont/,
    ],
    ['names a state that is not there', SOFT.replace('"web"', '"webb"'), /webb/],
    [
      'can never hold',
      HARD.replace('context has amount', 'context has amount && false'),
      /never|impossible|always/i,
    ],
    ['is no policy', 'allow everything;', /tenant\.cedar/],
    [
      'is a template',
      HARD.replace('principal,', 'principal == ?principal,'),
      /templates are not used/,
    ],
  ])('that %s is refused', async (_what, text, why) => {
    expect((await against(tenant(text))).join(' ')).toMatch(why);
  });

  it('that could kill the engine does not: it is refused, and the engine goes on', async () => {
    const deep = HARD.replace(
      'context has amount',
      `${'('.repeat(150)}true${')'.repeat(150)} && context has amount`,
    );
    const long = HARD.replace('context has amount', `${'true && '.repeat(500)}context has amount`);
    for (const text of [deep, long]) expect(await against(tenant(text))).toHaveLength(1);
    expect(await against(tenant(HARD))).toEqual([]);
  });

  it('cannot take the name of a shipped one', async () => {
    expect(await against(tenant(HARD, 'guardrails.cedar'))).toEqual([
      'The name guardrails.cedar stands on two files.',
    ]);
  });

  it('that is longer than a policy is refused', async () => {
    expect((await against(tenant(`${HARD}//${'x'.repeat(70_000)}`))).join()).toMatch(
      /at most 65536/,
    );
  });
});

describe('a tenant case', () => {
  const cases = (by: string) => ({
    name: 'tenant.cases.yaml',
    text: `cases:
  - name: Large payments are not for agents
    given: { systemClass: finance, effect: write, amount: '10000.01', currency: EUR }
    expect: deny
    by: ${by}
`,
  });

  it('is tried with the tenant rules, and the shipped ones without them', async () => {
    const good = await shippedBundle([...tenant(HARD), cases('no-large-payments')]);
    expect(tryCases(language, good, 'A')).toEqual([]);
    const bad = await shippedBundle([...tenant(HARD), cases('finance-needs-two')]);
    expect(tryCases(language, bad, 'A')).toEqual([
      'tenant.cases.yaml: "Large payments are not for agents" expects deny by finance-needs-two, and the policy says deny by no-large-payments.',
    ]);
  });

  it.each([
    [
      'another field',
      'cases:\n  - {name: Some case, given: {tiers: x}, expect: deny, by: x}',
      'case 1, given: nothing is called tiers.',
    ],
    [
      'no expectation',
      'cases:\n  - {name: Some case, by: x}',
      'case 1, expect: must be one of allow, deny, needsApproval.',
    ],
    [
      'another outcome',
      'cases:\n  - {name: Some case, expect: maybe, by: x}',
      'case 1, expect: must be one of allow, deny, needsApproval.',
    ],
    [
      'a text for a number',
      'cases:\n  - {name: Some case, expect: deny, by: 7}',
      'case 1, by: must be a text.',
    ],
    [
      'a list alone',
      '- {name: Some case, expect: deny, by: x}',
      'the file begins with the line `cases:`, and the cases stand below it as a list.',
    ],
    ['no YAML', 'cases: [', undefined],
    ['an alias', 'cases: &a\n  - {name: Some case, expect: deny, by: x}\nmore: *a', undefined],
  ])('with %s is refused', async (_what, text, why) => {
    const refused = await against([{ name: 'tenant.cases.yaml', text }]);
    expect(refused).toHaveLength(1);
    if (why !== undefined) expect(refused).toEqual([`tenant.cases.yaml: ${why}`]);
  });
});

describe('the hash of a bundle', () => {
  const hashOf = async (text: string, settings = {}) => {
    const made = await bundleOf({ ...(await source()), settings }, tenant(text));
    return made.ok ? made.value.hash : made.refusal.join();
  };

  it('is the same however the text is laid out, and another for other rules or settings', async () => {
    const plain = await hashOf(HARD);
    expect(plain).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashOf(`// a comment\n${HARD.replaceAll('\n', '\n  ')}`)).toBe(plain);
    expect(await hashOf(HARD.replace('10000', '10001'))).not.toBe(plain);
    expect(await hashOf(HARD.replace('may not do', 'must not do'))).not.toBe(plain);
    expect(await hashOf(HARD, { acceptedDomains: ['else.example'] })).not.toBe(plain);
  });
});
