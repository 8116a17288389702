import { describe, expect, it } from 'vitest';
import { weights } from './built.ts';

const MOST = 250_000;
/** Loaded where they are used only: charts, and what signs in where nobody else does. */
const LATER = /^(WeekBars|entraSdk|entra)-/;

/** What a browser loads. */
export function weight(): void {
  describe('what a browser loads', () => {
    it('is at most 250 kB before charts, all pages and the host’s part together', () => {
      const all = [...weights()];
      const first = all.filter(([name]) => !LATER.test(name));
      expect(first.length).toBeGreaterThan(5);
      expect(first.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThanOrEqual(MOST);
    });

    it('has charts in a part of their own', () => {
      const charts = [...weights()].filter(([name]) => name.startsWith('WeekBars-'));
      expect(charts.length).toBe(1);
      expect(charts[0]?.[1]).toBeGreaterThan(50_000);
    });
  });
}
