import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveAction } from '../../../src/features/policy/domain/action.ts';
import { inputOf } from '../../../src/features/policy/domain/input.ts';
import { businessHoursAt } from '../../../src/features/policy/domain/officeHours.ts';
import { surroundingsOf } from '../../../src/features/policy/domain/surroundings.ts';
import type {
  AgentRecord,
  ConnectorRecord,
  Tool,
} from '../../../src/features/registry/domain/model.ts';
import type { Json } from '../../../src/ledger/canonical.ts';
import { agentWith, at, connectorWith } from './registered.ts';

const LISTED = {
  customer: ['fabrikam.example'],
  vendor: ['adatum.example'],
  regulator: ['regulator.example'],
};

/** What surrounds one call of `post/send`. */
function around(
  args: { readonly [name: string]: Json },
  {
    agent = {},
    connector = {},
    tool = {},
    today = '2026-11-20',
    surface = '',
    model,
    ofGroup,
  }: {
    readonly agent?: Partial<AgentRecord>;
    readonly connector?: Partial<ConnectorRecord>;
    readonly tool?: Partial<Tool>;
    readonly today?: string;
    readonly surface?: string;
    readonly model?: string;
    readonly ofGroup?: readonly string[];
  } = {},
) {
  const call = { agentId: 'writer', connectorId: 'post', tool: 'send', arguments: args };
  const [one, other] = [agentWith(agent), connectorWith(connector, tool)];
  const resolved = resolveAction(call, one, other, ['contoso.example']);
  if (!resolved.ok) throw new TypeError(resolved.unclear.because);
  return surroundingsOf(
    { call, facts: resolved.facts, agent: one, connector: other },
    {
      onBehalfOf: 'none',
      businessHours: 'always',
      quota: 'within',
      surface,
      today,
      ...(model !== undefined && { model }),
    },
    { recipientDomains: LISTED, modelsOfGroup: ofGroup },
  );
}

describe('who would be reached', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['colleagues', ['ann@contoso.example'], ['internal']],
    ['a customer', ['bo@fabrikam.example'], ['customer']],
    ['a customer in capitals', ['bo@FABRIKAM.example'], ['customer']],
    [
      'a vendor and a regulator',
      ['a@adatum.example', 'b@regulator.example'],
      ['regulator', 'vendor'],
    ],
    ['a domain below a listed one', ['bo@mail.fabrikam.example'], ['unknown']],
    ['somebody else', ['eve@elsewhere.example'], ['unknown']],
    ['no address at all', ['Sales team'], ['unknown']],
    ['a display name around a customer', ['Bo <bo@fabrikam.example>'], ['unknown']],
  ])('is %s', (_who, to, audiences) => {
    expect(around({ to }).audiences).toEqual(audiences);
  });

  it('is anybody where nobody is named, and on the open web', () => {
    expect(around({}, { tool: { recipientArguments: [] } }).audiences).toEqual(['unknown']);
    expect(
      around({ to: 'ann@contoso.example' }, { connector: { systemClass: 'web' } }).audiences,
    ).toEqual(['internal', 'unknown']);
  });
});

describe('the model that a call names', () => {
  const to = 'ann@contoso.example';
  const lists: Readonly<Record<string, readonly string[]>> = {
    finance: ['GPT-5', 'phi-4*'],
    legal: [],
  };
  const listing = (model: string, agent: Partial<AgentRecord>) => {
    const ofGroup = lists[agent.businessGroup ?? ''];
    const found = around({ to }, { agent, model, ...(ofGroup && { ofGroup }) });
    expect(found.model).toBe(model.toLowerCase());
    return found.modelListing;
  };

  it.each<[string, string, Partial<AgentRecord>, string]>([
    ['nothing bounds', 'anything', {}, 'listed'],
    ['its record lists', 'gpt-5', { models: ['GPT-5'] }, 'listed'],
    ['its record does not list', 'gpt-5-preview', { models: ['gpt-5'] }, 'beyondAgent'],
    ['belongs to a family of its record', 'Phi-4-mini', { models: ['phi-4*'] }, 'listed'],
    ['is named like a family', 'phi-4*', { models: ['phi-4'] }, 'beyondAgent'],
    ['its record leaves none of', 'gpt-5', { models: [] }, 'beyondAgent'],
    ['its group may use', 'gpt-5', { businessGroup: 'finance' }, 'listed'],
    ['its group may use by family', 'phi-4-mini', { businessGroup: 'finance' }, 'listed'],
    ['its group may not use', 'gpt-5-preview', { businessGroup: 'finance' }, 'beyondGroup'],
    ['a group without models', 'gpt-5', { businessGroup: 'legal' }, 'beyondGroup'],
    ['no list knows the group of', 'gpt-9', { businessGroup: 'sales' }, 'listed'],
    [
      'its record lists and its group does not',
      'o9',
      { models: ['o9'], businessGroup: 'finance' },
      'beyondGroup',
    ],
    [
      'its group may use and its record does not list',
      'gpt-5',
      { models: ['o9'], businessGroup: 'finance' },
      'beyondAgent',
    ],
  ])('%s', (_what, model, agent, expected) => {
    expect(listing(model, agent)).toBe(expected);
  });

  it('is nothing where it names none, as in what was recorded before', () => {
    const none = around({ to }, { agent: { models: [] }, ofGroup: [] });
    expect(none).not.toHaveProperty('model');
    expect(none).not.toHaveProperty('modelListing');
    const resolved = resolveAction(
      { agentId: 'writer', connectorId: 'post', tool: 'send', arguments: { to } },
      agentWith({}),
      connectorWith({}),
      [],
    );
    if (!resolved.ok) throw new TypeError(resolved.unclear.because);
    expect(inputOf(resolved.facts, none)).toMatchObject({ model: '', modelListing: 'none' });
  });
});

describe('how a connector is connected', () => {
  const to = 'ann@contoso.example';

  it('is what its record says', () => {
    const connector = { connection: 'projectScoped', scopeLevel: 'site' } as const;
    expect(around({ to }, { connector })).toMatchObject(connector);
  });

  it('is unknown where the record does not say, as in what was recorded before', () => {
    const none = around({ to });
    expect(none).not.toHaveProperty('connection');
    expect(none).not.toHaveProperty('scopeLevel');
    const call = { agentId: 'writer', connectorId: 'post', tool: 'send', arguments: { to } };
    const resolved = resolveAction(call, agentWith({}), connectorWith({}), []);
    if (!resolved.ok) throw new TypeError(resolved.unclear.because);
    const input = inputOf(resolved.facts, none);
    expect(input).toMatchObject({ connection: 'unknown', scopeLevel: 'unknown' });
  });
});

describe('where content lies', () => {
  const SITE = 'https://contoso.sharepoint.example/sites/sales/*';
  const here = 'https://contoso.sharepoint.example/sites/sales/offer.docx';
  const drive = 'https://contoso-my.sharepoint.example/personal/ann/offer.docx';
  const to = 'ann@contoso.example';
  const source = (
    from: string | undefined,
    agent: Partial<AgentRecord>,
    connector: Partial<ConnectorRecord> = {},
  ) => around({ to, ...(from !== undefined && { from }) }, { agent, connector }).contentSource;

  it('does not matter where nobody bounds it', () => {
    expect(source(drive, {})).toBe('none');
  });

  it('has to be within the bounds of agent and connector', () => {
    expect(source(here, { contentSources: { allow: [SITE] } })).toBe('allowed');
    expect(source(drive, { contentSources: { allow: [SITE] } })).toBe('unlisted');
    expect(source(here, { contentSources: { allow: [SITE], deny: [SITE] } })).toBe('denied');
    expect(source(here, {}, { contentSources: { allow: [] } })).toBe('unlisted');
    expect(
      source(here, { contentSources: { allow: [SITE] } }, { contentSources: { deny: [SITE] } }),
    ).toBe('denied');
  });

  it('is not within them where it cannot be told', () => {
    expect(source(undefined, { contentSources: { allow: [SITE] } })).toBe('unlisted');
    expect(source('offer.docx', { contentSources: { allow: [SITE] } })).toBe('unlisted');
    expect(
      around({ to, from: [here, drive] }, { agent: { contentSources: { allow: [SITE] } } })
        .contentSource,
    ).toBe('unlisted');
  });
});

describe('where content lies that an argument only points at', () => {
  const SITE = 'https://contoso.sharepoint.example/sites/sales/*';
  const here = 'https://contoso.sharepoint.example/sites/sales/offer.docx';
  const there = 'https://contoso-my.sharepoint.example/personal/ann/offer.docx';
  const bounds = {
    contentSources: { allow: [SITE], deny: ['https://contoso-my.sharepoint.example/*'] },
  };
  const reading = {
    name: 'send',
    effect: 'read',
    contentArguments: [],
    recipientArguments: [],
  } as const;
  const read = (args: { readonly [name: string]: Json }, tool: Partial<Tool> = {}) =>
    around(args, { agent: bounds, tool: { ...reading, referenceArguments: ['url'], ...tool } })
      .contentSource;

  it.each<[Json, string]>([
    [here, 'allowed'],
    [[here], 'allowed'],
    [[here, there], 'denied'],
    [there, 'denied'],
    ['https://contoso.sharepoint.example/sites/hr/a.docx', 'unlisted'],
    ['drive-item-77', 'denied'],
    [5, 'unlisted'],
    [true, 'unlisted'],
    [null, 'unlisted'],
    [[], 'unlisted'],
    [{ url: here }, 'unlisted'],
    [[here, 5], 'unlisted'],
    [[[here]], 'unlisted'],
    ['', 'denied'],
  ])('with %j it is %s', (url, expected) => {
    expect(read({ url })).toBe(expected);
    expect(read({ link: here, url }, { contentArguments: ['link'] })).not.toBe('none');
  });

  it('has to be said', () => {
    expect(read({})).toBe('unlisted');
    expect(read({ urls: here })).toBe('unlisted');
  });

  it('is judged with that of the arguments that hold content', () => {
    const tool = { contentArguments: ['link'] };
    expect(read({ link: here }, tool)).toBe('allowed');
    expect(read({ link: here, url: here }, tool)).toBe('allowed');
    expect(read({ link: here, url: there }, tool)).toBe('denied');
    expect(read({ link: there, url: here }, tool)).toBe('denied');
    expect(read({ link: here, url: 5 }, tool)).toBe('unlisted');
  });

  it('cannot be told where the catalogue of a system full of content names no such argument', () => {
    const tool = { ...reading, referenceArguments: [] };
    const of = (systemClass: ConnectorRecord['systemClass'], agent: Partial<AgentRecord>) =>
      around({ url: here }, { agent, tool, connector: { systemClass } }).contentSource;
    for (const systemClass of ['files', 'knowledge', 'web'] as const) {
      expect([systemClass, of(systemClass, bounds)]).toEqual([systemClass, 'unlisted']);
      expect([systemClass, of(systemClass, {})]).toEqual([systemClass, 'none']);
    }
    expect(of('crm', bounds)).toBe('none');
  });

  it('is judged too where a tool is called through another', () => {
    const tools: readonly Tool[] = [
      { name: 'open', effect: 'read', referenceArguments: ['url'] },
      {
        name: 'send',
        effect: 'read',
        referenceArguments: ['of'],
        dispatch: { toolArgument: 'tool', argumentsArgument: 'with' },
      },
    ];
    const through = (of: Json, url: Json) =>
      around({ tool: 'open', with: { url }, of }, { agent: bounds, connector: { tools } })
        .contentSource;
    expect(through(here, here)).toBe('allowed');
    expect(through(null, here)).toBe('allowed');
    expect(through(here, there)).toBe('denied');
    expect(through(there, here)).toBe('denied');
    expect(through(null, 5)).toBe('unlisted');
  });

  it('is a place in Teams where the call comes from one and the bounds name such places', () => {
    const agent = (deny: readonly string[], allow?: readonly string[]) => ({
      contentSources: { deny, ...(allow && { allow }) },
    });
    const from = (surface: string, one: Partial<AgentRecord>) =>
      around({ to: 'ann@contoso.example' }, { agent: one, tool: { contentArguments: [] }, surface })
        .contentSource;
    const channel = '19:sales@thread.tacv2';
    expect(from(channel, agent([], [channel]))).toBe('allowed');
    expect(from('19:x@thread.v2', agent([], [channel]))).toBe('unlisted');
    expect(from('19:x@thread.v2', agent(['19:*@thread.v2']))).toBe('denied');
    expect(from('19:x@thread.v2', agent([], [SITE]))).toBe('none');
    expect(from('teams', agent([], [channel]))).toBe('none');
  });

  it('is allowed for nothing but texts that the bounds allow', () => {
    const value = fc.oneof(
      fc.constantFrom<Json>(here, there, 5, null, '', [], [here], [there], [here, 5], {}),
      fc.jsonValue({ maxDepth: 2 }).map((json) => json as Json),
    );
    const isHere = (one: Json | undefined): boolean =>
      Array.isArray(one) ? one.every(isHere) && !one.some(Array.isArray) : one === here;
    const isNothing = (one: Json | undefined): boolean =>
      one === undefined || one === null || (Array.isArray(one) && one.length === 0);
    fc.assert(
      fc.property(fc.record({ url: value, link: value }, { requiredKeys: [] }), (args) => {
        const found = read(args, { contentArguments: ['link'] });
        const given = [args.url, args.link].filter((one) => !isNothing(one));
        const expected = given.length > 0 && given.every(isHere);
        expect({ args, allowed: found === 'allowed' }).toEqual({ args, allowed: expected });
        expect(found).not.toBe('none');
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('what the records say', () => {
  const to = 'ann@contoso.example';

  it('an agent is past its time from its last day on', () => {
    const agent = { expires: '2026-11-20' };
    expect(around({ to }, { agent, today: '2026-11-19' }).expired).toBe(false);
    expect(around({ to }, { agent }).expired).toBe(true);
  });

  it('whole mailboxes need a reason', () => {
    const wide = (reason?: string) =>
      around(
        { to },
        {
          connector: {
            scopes: [{ name: 'Mail.ReadWrite', ...(reason !== undefined && { reason }) }],
          },
        },
      ).mailboxWide;
    expect(wide()).toBe(true);
    expect(wide(' ')).toBe(true);
    expect(wide('Sorts the shared mailbox of sales')).toBe(false);
  });
});

describe('business hours', () => {
  const hours = businessHoursAt({
    days: [1, 2, 3, 4, 5],
    from: 480,
    to: 1080,
    timeZone: 'Europe/Berlin',
  });

  it.each([
    ['2026-11-20T06:59:00Z', 'outside'], // a Friday
    ['2026-11-20T07:00:00Z', 'inside'],
    ['2026-11-20T16:59:59Z', 'inside'],
    ['2026-11-20T17:00:00Z', 'outside'],
    ['2026-11-21T10:00:00Z', 'outside'],
    ['2026-07-03T06:00:00Z', 'inside'], // summer time
  ])('at %s it is %s', (time, expected) => {
    expect(hours(at(time))).toBe(expected);
  });

  it('are always where none are set', () => {
    expect(businessHoursAt(undefined)(at('2026-11-21T10:00:00Z'))).toBe('always');
  });
});
