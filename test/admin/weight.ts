import { describe, expect, it } from 'vitest';
import { weights } from './built.ts';
import type { AdminWorld } from './world.ts';

const MOST = 250_000;
const CHARTS = /^(WeekBars|VerticalBarChart|.*Charts?)-/;
const PAGES = ['/', '/requests', '/requests/AR-1', '/agents', '/feedback', '/ledger'];

const LOADED = `performance.getEntriesByType('resource').map(({ name }) => name.split('/').at(-1))`;

/** What a browser loads. */
export function weight(world: () => AdminWorld): void {
  describe('what a browser loads', () => {
    it.each(PAGES)(
      'for %s is at most 250 kB before charts, with what Teams takes',
      async (path) => {
        const known = weights();
        const { page } = await world().open('admin', path);
        const loaded = await page.evaluate<readonly string[]>(LOADED);
        const inTeams = [...known.keys()].filter((name) => name.startsWith('teamsSdk-'));
        const names = new Set([...loaded, ...inTeams].filter((name) => !CHARTS.test(name)));
        const bytes = [...names].map((name) => known.get(name) ?? 0);
        expect(bytes.filter((one) => one > 0).length).toBeGreaterThan(4);
        expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(MOST);
      },
    );

    it('has charts, and what signs in outside Teams, in parts of their own', () => {
      const apart = [...weights()].filter(([name]) => /^(WeekBars|entraSdk)-/.test(name));
      expect(apart.length).toBe(2);
      for (const [, bytes] of apart) expect(bytes).toBeGreaterThan(50_000);
    });
  });
}
