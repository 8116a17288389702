import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/features/digest/build.ts';
import { digestCard } from '../../../src/features/digest/cards/digest.ts';
import { cardBytes } from '../../../src/kernel/cards/define.ts';
import type { Instant } from '../../../src/kernel/instant.ts';
import { type Metric, SECTIONS } from '../../../src/kernel/section.ts';
import { expectLawful } from '../../support/cardLaws.ts';
import { cardMistakes } from '../../support/cardSchema.ts';
import { readableJson } from '../../support/readableJson.ts';

const metric = (label: string, more: Partial<Metric> = {}): Metric => ({
  id: label,
  label,
  text: '42 %',
  value: 0.42,
  before: 0.3,
  unit: 'share',
  sampleSize: 120,
  action: 'none',
  ...more,
});

const digest: Digest = {
  week: '2026-W47',
  from: '2026-11-16T00:00:00.000Z' as Instant,
  to: '2026-11-23T00:00:00.000Z' as Instant,
  final: true,
  sections: [
    {
      id: 'waiting',
      title: 'Decisions that wait for you',
      summary: '1 request waits for an answer.',
      items: [
        {
          text: 'AR-12: invoice-agent wants to pay invoice in Contoso ERP 1,250.00 EUR (finance controller)',
          at: '2026-11-24T09:00:00.000Z' as Instant,
          subject: 'AR-12',
        },
      ],
    },
    {
      id: 'metrics',
      title: 'Metrics',
      summary: '1 of 2 figures ask for action.',
      metrics: [
        metric('escalated to a person', {
          cohort: 'sales~offers',
          action: 'too conservative: raise a tier or grant what is always approved',
          value: 0.85,
          text: '85 %',
        }),
        metric('outputs edited heavily', { cohort: 'sales~offers', before: 0.5 }),
      ],
    },
    {
      id: 'incidents',
      title: 'Incidents',
      summary: '1 entry. Nothing is paused now.',
      items: [
        {
          text: 'P-3 paused crm-assistant: wrong prices',
          at: '2026-11-20T10:00:00.000Z' as Instant,
        },
      ],
    },
    {
      id: 'approvals',
      title: 'Approvals and fatigue',
      summary: '2 figures, none asks for action.',
      metrics: [metric('actions: asked', { text: '120', value: 120, unit: 'count' })],
      chart: {
        title: 'Asked this week',
        bars: [
          { label: 'actions', value: 120 },
          { label: 'connectors', value: 3 },
        ],
      },
    },
    {
      id: 'checkpoint',
      title: 'Ledger checkpoint',
      summary: 'Governance holds 512 events.',
      items: [{ text: `root ${'ab'.repeat(32)}` }],
    },
  ],
};

const crowded: Digest = {
  ...digest,
  sections: digest.sections.map((section) => ({
    ...section,
    items: Array.from({ length: 300 }, (_, i) => ({
      text: `entry ${i} ${'word '.repeat(60)}`,
      subject: `AR-${i + 1}`,
    })),
    metrics: Array.from({ length: 200 }, (_, i) =>
      metric(`figure ${i} ${'long '.repeat(30)}`, {
        action: 'do something about it',
        cohort: `department ${i}~workflow ${i}`,
      }),
    ),
  })),
};

/** As busy as a week of a small company: twelve sections, each with some entries and figures. */
const busy: Digest = {
  ...digest,
  sections: SECTIONS.map((id) => ({
    id,
    title: `Section ${id}`,
    summary: `What there is to say about ${id}, in a sentence that somebody reads to its end.`,
    items: Array.from({ length: 10 }, (_, i) => ({
      text: `agent-${i} had something happen to it that takes about eighty characters to say`,
      at: '2026-11-20T10:00:00.000Z' as Instant,
    })),
    metrics: Array.from({ length: 12 }, (_, i) => metric(`figure number ${i}`)),
  })),
};

describe('the digest card', () => {
  it('looks as in its golden file', async () => {
    await expect(`${readableJson(digestCard(digest))}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, '../../golden/cards/digest.json'),
    );
  });

  it('is one that Teams knows, and keeps the laws of our cards', () => {
    expect(cardMistakes(digestCard(digest))).toEqual([]);
    expectLawful(digestCard(digest));
  });

  it('stays below 28 KiB whatever happened, and counts what it leaves out', () => {
    const card = digestCard(crowded);
    expect(cardBytes(card)).toBeLessThanOrEqual(28 * 1024);
    expect(JSON.stringify(card)).toMatch(/and \d+ more entries/);
    expect(JSON.stringify(card)).toMatch(/and \d+ more figures/);
  });

  it('leaves out whole entries before it cuts a sentence', () => {
    const text = JSON.stringify(digestCard(busy));
    expect(text).toMatch(/and \d+ more entries/);
    expect(text).not.toMatch(/… \d+ more|…[^"]{0,3}"/);
    for (const { summary } of busy.sections) expect(text).toContain(summary);
  });

  it('draws bars of what there is, and none where all of it is one', () => {
    const bars = [
      { label: 'nothing', value: 0 },
      { label: 'much', value: 9 },
      { label: 'little', value: 1 },
    ];
    const drawn = (some: typeof bars) =>
      JSON.stringify(
        digestCard({
          ...digest,
          sections: digest.sections.map((section) => ({
            ...section,
            ...(section.chart && { chart: { ...section.chart, bars: some } }),
          })),
        }),
      );
    expect(drawn(bars)).toContain('"much"');
    expect(drawn(bars)).not.toContain('"nothing"');
    expect(drawn(bars.slice(0, 2))).not.toContain('Chart.');
  });
});
