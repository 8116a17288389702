import type { Recorded } from '../../kernel/events.ts';
import { LEDGER_SUBJECT } from '../../kernel/feature.ts';
import { DAY, plus } from '../../kernel/instant.ts';
import type { DigestSection, SectionItem } from '../../kernel/section.ts';
import { isAdopted, type LedgerAdopted } from './domain/events.ts';

/** For so long each digest says that checkpoints were overruled. */
const REMEMBERED_MS = 365 * DAY;

/** Adoptions of the past year: what was lost then, and what the two people said. */
const adoptions: DigestSection = {
  id: 'exceptions',
  build: async ({ ledger, week }) => {
    const since = plus(week.from, -REMEMBERED_MS);
    const events = await ledger.reads.history(LEDGER_SUBJECT);
    const items = events.flatMap((event) =>
      isAdopted(event) && event.at >= since && event.at < week.to ? [itemOf(event)] : [],
    );
    const summary =
      items.length === 0
        ? 'No checkpoint was overruled in the past year.'
        : `In the past year, two people have accepted ${items.length === 1 ? 'once' : `${items.length} times`} that the ledger lost events.`;
    return { items, summary };
  },
};

function itemOf({ data, at }: Recorded<LedgerAdopted>): SectionItem {
  const [asked, agreed] = data.people;
  return {
    text: `The ledger was adopted behind a checkpoint: ${lostIn(data)} events were lost. “${asked.reason}” “${agreed.reason}”`,
    at,
  };
}

/** How many events the newest overruled checkpoint knew and the accepted logs do not have. */
function lostIn({ heads, overruled }: LedgerAdopted['data']): number {
  const known = overruled.at(-1)?.logs ?? [];
  return known.reduce((sum, { log, size }) => {
    const kept = heads.find((head) => head.log === log)?.size ?? 0;
    return sum + Math.max(0, size - kept);
  }, 0);
}

export const auditSections: readonly DigestSection[] = [adoptions];
