import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coversSource,
  isSourceAllowed,
  isSourcePattern,
  sourceWidenings,
} from '../../../../../src/features/registry/domain/bounds/sources.ts';

const HOME = 'https://contoso.sharepoint.example';

describe('a pattern', () => {
  it.each([
    `${HOME}/*`,
    `${HOME}/sites/hr/*`,
    `${HOME}/sites/hr/plan.docx`,
    'https://*.contoso.example/*',
    'https://teams.microsoft.com/l/channel/*',
    'https://contoso.example:8443/a%20b/*',
    '19:AbC_d-9@thread.tacv2',
    '19:*@thread.v2',
  ])('%s', (text) => {
    expect(isSourcePattern(text)).toBe(true);
  });

  it.each([
    'http://contoso.example/*',
    'https://contoso.example',
    'https://Contoso.example/*',
    'https://contoso.*/*',
    'https://*/*',
    'https://*example.com/*',
    'https://user@contoso.example/*',
    'https://contoso.example/a/../b',
    'https://contoso.example/a%2fb',
    'https://contoso.example/a*b',
    'https://contoso.example/?a=*',
    'https://contoso.example./*',
    'https://contoso.example:443/*',
    'https://contoso.example/a b',
    'https://contoso.example/%zz',
    'javascript:alert(1)',
    '*',
    '19:abc',
    '19:a*@thread.tacv2',
    '19:abc@*',
    '19:abc@thread.tacv2;messageid=1',
    '19:abc@thread.tacv2.evil.example',
    '8:orgid:0001',
  ])('is not %s', (text) => {
    expect(isSourcePattern(text)).toBe(false);
  });
});

describe('content', () => {
  const corporate = { allow: [`${HOME}/*`], deny: [`${HOME}/personal/*`] };

  it('comes from what is allowed, and never from what is denied', () => {
    expect(isSourceAllowed(corporate, `${HOME}/sites/sales/offer.docx`)).toBe(true);
    expect(isSourceAllowed(corporate, `${HOME}/personal/otto/diary.docx`)).toBe(false);
    expect(isSourceAllowed(corporate, 'https://contoso-my.sharepoint.example/otto')).toBe(false);
  });

  it.each([
    `${HOME}/Personal/otto`,
    `${HOME}/%70ersonal/otto`,
    `${HOME}/sites/../personal/otto`,
    `${HOME}/sites/%2e%2e/personal/otto`,
    `${HOME}//personal/../personal/otto`,
    `${HOME}/sites\\..\\personal/otto`,
    `${HOME}/sites/%2f..%2fpersonal/otto`,
    'https://contoso.sharepoint.example./sites/a',
    'https://contoso.sharepoint.example@evil.example/sites/a',
    'https://otto@contoso.sharepoint.example/sites/a',
    'https://contoso.sharepoint.example.evil.example/sites/a',
    'http://contoso.sharepoint.example/sites/a',
    'file:///sites/a',
    '',
  ])('is refused where it is disguised: %s', (address) => {
    expect(isSourceAllowed(corporate, address)).toBe(false);
  });

  it('is not looked at where nothing bounds it', () => {
    expect(isSourceAllowed({}, 'anything')).toBe(true);
    expect(isSourceAllowed({ allow: [] }, `${HOME}/a`)).toBe(false);
    expect(isSourceAllowed({ deny: [`${HOME}/personal/*`] }, 'anything')).toBe(false);
    expect(isSourceAllowed({ deny: [`${HOME}/personal/*`] }, `${HOME}/sites/a`)).toBe(true);
  });
});

describe('a place in Teams', () => {
  const CHANNEL = '19:AbC_d-9@thread.tacv2';
  const LINK = 'https://teams.microsoft.com/l/channel/19%3AAbC_d-9%40thread.tacv2';
  const names = [
    CHANNEL,
    CHANNEL.toLowerCase(),
    `${CHANNEL};messageid=1700000000000`,
    `${LINK}/General?groupId=1&tenantId=2`,
    LINK.replace('%3A', ':').replace('%40', '@'),
    LINK.replace('teams.microsoft.com/l/channel', 'teams.cloud.microsoft/l/message'),
  ];

  it.each(names)('is the same by its id and by a link: %s', (name) => {
    for (const pattern of [CHANNEL, `${LINK}/*`, `${LINK}/General`, '19:*@thread.tacv2']) {
      expect([pattern, isSourceAllowed({ allow: [pattern] }, name)]).toEqual([pattern, true]);
      expect([pattern, isSourceAllowed({ deny: [pattern] }, name)]).toEqual([pattern, false]);
    }
  });

  it('is denied by its id where links to it are', () => {
    for (const deny of ['https://teams.microsoft.com/*', 'https://*.microsoft.com/l/channel/*'])
      expect(isSourceAllowed({ deny: [deny] }, CHANNEL)).toBe(false);
  });

  it.each([
    '19:other@thread.tacv2',
    '19:AbC_d-9@thread.v2',
    '19:*@thread.tacv2',
    `${CHANNEL}.evil.example`,
    `https://evil.example/l/channel/${CHANNEL}`,
    LINK.replace('microsoft.com', 'microsoft.com.evil.example'),
    `x${CHANNEL}`,
    '',
  ])('is no other: %s', (name) => {
    expect(isSourceAllowed({ allow: [CHANNEL] }, name)).toBe(false);
  });

  it('leaves group chats out where only channels are allowed', () => {
    const bounds = { allow: ['19:*@thread.tacv2'], deny: [CHANNEL] };
    expect(isSourceAllowed(bounds, '19:sales@thread.tacv2')).toBe(true);
    expect(isSourceAllowed(bounds, '19:sales@thread.v2')).toBe(false);
    expect(isSourceAllowed(bounds, '19:a_b@unq.gbl.spaces')).toBe(false);
    expect(isSourceAllowed(bounds, CHANNEL)).toBe(false);
  });
});

const host = fc.constantFrom('a.example', 'b.a.example', '*.a.example', 'c.example');
const path = fc
  .tuple(fc.array(fc.constantFrom('x', 'y', 'xy'), { maxLength: 3 }), fc.boolean())
  .map(([names, open]) => `/${names.join('/')}${open ? '*' : ''}`);
const inTeams = fc.constantFrom(
  '19:a@thread.tacv2',
  '19:*@thread.tacv2',
  '19:*@thread.v2',
  'https://teams.microsoft.com/l/channel/*',
  'https://teams.microsoft.com/l/channel/19:a@thread.tacv2/*',
  'https://*.microsoft.com/*',
);
const pattern = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(host, path).map(([name, rest]) => `https://${name}${rest}`) },
  inTeams,
);
const address = pattern.map((one) =>
  one.replace('https://*.', 'https://n.').replace('19:*', '19:a').replace('*', 'x'),
);
const patterns = fc.array(pattern, { maxLength: 3 });
const optional = (arbitrary: typeof patterns) => fc.option(arbitrary, { nil: undefined });
const sources = fc
  .record({ allow: optional(patterns), deny: optional(patterns) })
  .map(({ allow, deny }) => ({ ...(allow && { allow }), ...(deny && { deny }) }));

describe('laws', () => {
  it('what a pattern covers, it covers whole', () => {
    fc.assert(
      fc.property(pattern, pattern, address, (wide, narrow, one) => {
        if (coversSource(wide, narrow) && coversSource(narrow, one))
          expect(coversSource(wide, one)).toBe(true);
      }),
    );
  });

  it('a change without a widening lets in nothing new', () => {
    fc.assert(
      fc.property(
        fc.option(sources, { nil: undefined }),
        fc.option(sources, { nil: undefined }),
        address,
        (before, after, one) => {
          if (sourceWidenings(before, after).length > 0) return;
          if (isSourceAllowed(after ?? {}, one))
            expect(isSourceAllowed(before ?? {}, one)).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
