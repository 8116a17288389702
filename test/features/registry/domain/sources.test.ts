import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coversSource,
  isSourceAllowed,
  isSourcePattern,
  sourceWidenings,
} from '../../../../src/features/registry/domain/sources.ts';

const HOME = 'https://contoso.sharepoint.example';

describe('a pattern', () => {
  it.each([
    `${HOME}/*`,
    `${HOME}/sites/hr/*`,
    `${HOME}/sites/hr/plan.docx`,
    'https://*.contoso.example/*',
    'https://teams.microsoft.com/l/channel/*',
    'https://contoso.example:8443/a%20b/*',
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

const host = fc.constantFrom('a.example', 'b.a.example', '*.a.example', 'c.example');
const path = fc
  .tuple(fc.array(fc.constantFrom('x', 'y', 'xy'), { maxLength: 3 }), fc.boolean())
  .map(([names, open]) => `/${names.join('/')}${open ? '*' : ''}`);
const pattern = fc.tuple(host, path).map(([name, rest]) => `https://${name}${rest}`);
const address = pattern.map((one) => one.replace('*.', 'n.').replace('*', 'x'));
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
