import { expect, it } from 'vitest';
import { type NoticeView, noticeCard } from '../../../src/features/registry/cards/notice.ts';
import { NOTHING } from '../../../src/features/registry/domain/watch/watchEvents.ts';
import { wordsOf } from '../../support/cardLaws.ts';
import { describeCards } from '../../support/cardSuite.ts';

const lost: NoticeView = {
  about: 'agent',
  id: 'crm-assistant',
  closed: false,
  missing: [
    { seat: 'business', name: 'owner@contoso.example' },
    { seat: 'backup', name: 'owner2@contoso.example' },
  ],
};
const grown: NoticeView = {
  ...lost,
  missing: [],
  found: {
    source: 'nightly inventory',
    known: true,
    grown: {
      ...NOTHING,
      connectors: ['erp'],
      scopes: ['Mail.Send', 'Files.ReadWrite.All'],
      sites: ['https://contoso.sharepoint.example/sites/hr'],
    },
    count: 4,
  },
};
const unlisted: NoticeView = {
  ...lost,
  about: 'connector',
  id: 'Dropbox',
  missing: [],
  found: { source: 'nightly inventory', known: false, grown: NOTHING, count: 0 },
};

const flood: NoticeView = {
  ...lost,
  about: 'inventory',
  id: 'nightly inventory',
  missing: [],
  postponed: { count: 160, ids: ['ghost-041', 'ghost-042'] },
};
const above: NoticeView = {
  ...lost,
  missing: [],
  above: [
    { counter: 'scopes', count: 23, limit: 20 },
    { counter: 'connectors', count: 7, limit: 6 },
  ],
};

describeCards({
  foreign: /^(ids|id|name|source|connectors|scopes|sites|tools)$/,
  examples: {
    'notice-owner': { view: lost, draw: noticeCard },
    'notice-owner-settled': { view: { ...lost, closed: true }, draw: noticeCard },
    'notice-growth': { view: grown, draw: noticeCard },
    'notice-flood': { view: flood, draw: noticeCard },
    'notice-template': { view: above, draw: noticeCard },
    'notice-template-settled': {
      view: { ...above, above: [], closed: true },
      draw: noticeCard,
    },
    'notice-unlisted': { view: unlisted, draw: noticeCard },
  },
});

it('says what was found and what to do about it', () => {
  const words = (view: NoticeView) => wordsOf(noticeCard(view)).replaceAll('\n', '');
  expect(words(lost)).toContain('crm-assistant has lost an owner');
  expect(words(grown)).toContain('Mail.Send, Files.ReadWrite.All');
  expect(words(above)).toContain('crm-assistant has gathered more than its template');
  expect(words(above)).toContain('23, where its phase expects 20 at most');
  expect(words({ ...above, above: [], closed: true })).toContain('within its template again');
  expect(words(unlisted)).toContain('A connector that is on no list: Dropbox');
  expect(words(flood)).toContain('160 more were not looked at');
  expect(words({ ...unlisted, about: 'agent' })).toContain('An agent nobody registered: Dropbox');
});
