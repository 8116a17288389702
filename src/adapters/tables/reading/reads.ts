import type { Cells } from '../../../kernel/counting.ts';
import { type DerivedRow, type Entity, keyNumber, rowKey } from '../../../kernel/entity.ts';
import {
  type DomainEvent,
  decisionId,
  decisionPlace,
  type Place,
  type Recorded,
} from '../../../kernel/events.ts';
import { Fault } from '../../../kernel/faults.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type {
  Backwards,
  BackwardsOptions,
  LedgerLine,
  Page,
  Reads,
  Recent,
  RecentOptions,
} from '../../../kernel/ledger.ts';
import { leafOf, parseBlock } from '../../../ledger/block.ts';
import { rootOf } from '../../../ledger/merkle.ts';
import { addCells } from '../rows/cells.ts';
import {
  countedWeek,
  countersKey,
  GOVERNANCE,
  outcomeKey,
  prefixAfter,
  subjectKey,
} from '../rows/keys.ts';
import { recordedOf } from '../rows/line.ts';
import type { LogStore } from '../rows/logStore.ts';
import { backwardsIn } from './backwards.ts';
import { recentIn } from './recent.ts';

const PAGE = 500;

interface Listed {
  readonly place: Place;
  readonly line: string;
}

/** Reads straight from the table; every mac is checked. */
export class TableReads implements Reads {
  readonly #governance: LogStore;
  readonly #logs: readonly LogStore[];

  constructor(governance: LogStore, lanes: readonly LogStore[]) {
    this.#governance = governance;
    this.#logs = [governance, ...lanes];
  }

  async get<S, E extends DomainEvent>(entity: Entity<S, E>, id: string): Promise<S | undefined> {
    const row = await this.#governance.text(`${entity.prefix}|${id}`);
    // What stands under our mac in an entity's row was made by its own evolve.
    return row === undefined ? undefined : (JSON.parse(row.text) as S);
  }

  async list<S, E extends DomainEvent>(
    entity: Entity<S, E>,
    options: { readonly after?: string; readonly limit: number },
  ): Promise<Page<readonly [string, S]>> {
    const prefix = `${entity.prefix}|`;
    const after = options.after === undefined ? undefined : `${prefix}${options.after}`;
    const page = await this.#page(prefix, after, options.limit);
    const items = page.items.map(({ key, text }): [string, S] => [
      key.slice(prefix.length),
      JSON.parse(text) as S,
    ]);
    return pageOf(items, page.next?.slice(prefix.length));
  }

  async rows(
    prefix: string,
    options: { readonly after?: string; readonly limit: number },
  ): Promise<Page<DerivedRow>> {
    const page = await this.#page(prefix, options.after, options.limit);
    const items = page.items.map(({ key, text }) => ({
      key,
      value: JSON.parse(text) as DerivedRow['value'],
    }));
    return pageOf(items, page.next);
  }

  async history(subject: string): Promise<readonly Recorded[]> {
    const events: Recorded[] = [];
    for (let after = 0; ; ) {
      const listed = await this.#listed(subject, after, PAGE);
      for (const { place, line } of listed) {
        const event = recordedOf(line, place);
        if (event !== undefined) events.push(event);
        after = place.seq;
      }
      if (listed.length < PAGE) return events;
    }
  }

  async eventAt(place: Place): Promise<Recorded | undefined> {
    const line = await this.#lineAt(place);
    return line === undefined ? undefined : recordedOf(line, place);
  }

  async outcomeOf(decision: Place): Promise<Recorded | undefined> {
    const row = await this.#logOf(decision)?.text(outcomeKey(decisionId(decision)));
    return row === undefined ? undefined : this.eventAt({ log: decision.log, seq: row.seq });
  }

  async lines(options: {
    readonly after?: string;
    readonly subject?: string;
    readonly limit: number;
  }): Promise<Page<LedgerLine>> {
    const { after, subject, limit } = options;
    const decision = subject === undefined ? undefined : decisionPlace(subject);
    if (decision !== undefined && subject !== undefined) return this.#ofDecision(subject, decision);
    if (subject !== undefined) {
      const listed = await this.#listed(
        subject,
        after === undefined ? 0 : placeOf(after)?.seq,
        limit,
      );
      const items = listed.map(({ place, line }) => ledgerLine(place, line));
      const last = items.at(-1);
      return pageOf(items, items.length < limit || last === undefined ? undefined : cursorOf(last));
    }
    return this.#allLines(after, limit);
  }

  async head(): Promise<{ readonly size: number; readonly root: string }> {
    const { head } = await this.#governance.head();
    return { size: head.tree.size, root: rootOf(head.tree) };
  }

  async listed(
    week: string,
    kind: string,
    limit: number,
    after?: number,
  ): Promise<readonly Recorded[]> {
    const prefix = `${rowKey('W', week, kind)}|`;
    const from = after === undefined ? undefined : `${prefix}${keyNumber(after)}`;
    const listed = await this.#listedBelow(prefix, from, limit);
    return listed.flatMap(({ place, line }) => recordedOf(line, place) ?? []);
  }

  recent(options: RecentOptions): Promise<Recent> {
    const { log } = options;
    const logs = this.#logs.filter((one) => log === undefined || one.log === log);
    return recentIn(logs, options);
  }

  backwards(options: BackwardsOptions): Promise<Backwards> {
    return backwardsIn(this.#logs, options);
  }

  async counters(week: string): Promise<Cells> {
    const all = await Promise.all(
      this.#logs.map(async (log): Promise<Cells> => {
        const { head } = await log.head();
        if (head.week === week) return head.cells;
        const row = await log.text(countersKey(week));
        return row === undefined ? {} : (JSON.parse(row.text) as Cells);
      }),
    );
    return all.reduce((sum, cells) => addCells(sum, Object.entries(cells), Infinity), {});
  }

  async countersBetween(from: string, to: string): Promise<ReadonlyMap<string, Cells>> {
    const found = await Promise.all(this.#logs.map((log) => weeksOf(log, from, to)));
    const sums = new Map<string, Cells>();
    for (const [week, cells] of found.flat())
      sums.set(week, addCells(sums.get(week) ?? {}, Object.entries(cells), Infinity));
    return sums;
  }

  #logOf({ log }: Pick<Place, 'log'>): LogStore | undefined {
    return this.#logs.find((one) => one.log === log);
  }

  async #page(prefix: string, after: string | undefined, limit: number) {
    const rows = await this.#governance.texts(prefixAfter(prefix, after), limit);
    return { items: rows, next: rows.length < limit ? undefined : rows.at(-1)?.key };
  }

  /** Lines that X rows of a subject list, after a seq; none where the cursor was not one of ours. */
  async #listed(subject: string, after: number | undefined, limit: number): Promise<Listed[]> {
    if (after === undefined) return [];
    return this.#listedBelow(`X|${subject}|`, subjectKey(subject, after), limit);
  }

  async #listedBelow(prefix: string, after: string | undefined, limit: number): Promise<Listed[]> {
    const page = await this.#page(prefix, after, limit);
    return Promise.all(
      page.items.map(async ({ text, seq }) => {
        const place = { log: GOVERNANCE, seq };
        const { line } = JSON.parse(text) as { readonly line?: string };
        return { place, line: line ?? (await this.#mustHave(place)) };
      }),
    );
  }

  async #mustHave(place: Place): Promise<string> {
    const line = await this.#lineAt(place);
    if (line === undefined)
      throw new Fault('ledger-corrupt', `g/${place.seq} is listed and not there`);
    return line;
  }

  async #lineAt({ log, seq }: Place): Promise<string | undefined> {
    const [block] = (await this.#logOf({ log })?.blocksFrom(seq, 1)) ?? [];
    if (block === undefined || seq < 1) return undefined;
    return parseBlock(block.text)[seq - (block.last - block.n + 1)];
  }

  /** A decision and its outcome, if it has one. */
  async #ofDecision(subject: string, place: Place): Promise<Page<LedgerLine>> {
    const outcome = await this.#logOf(place)?.text(outcomeKey(subject));
    const places = [place, ...(outcome === undefined ? [] : [{ ...place, seq: outcome.seq }])];
    const lines = await Promise.all(
      places.map(async (at) => {
        const line = await this.#lineAt(at);
        return line === undefined ? [] : [ledgerLine(at, line)];
      }),
    );
    return { items: lines.flat() };
  }

  /** All lines, log after log. */
  async #allLines(after: string | undefined, limit: number): Promise<Page<LedgerLine>> {
    const start = after === undefined ? { log: GOVERNANCE, seq: 0 } : placeOf(after);
    const first = this.#logs.findIndex((one) => one.log === start?.log);
    if (start === undefined || first < 0) return { items: [] };
    const items: LedgerLine[] = [];
    let from = start.seq + 1;
    for (const store of this.#logs.slice(first)) {
      items.push(...(await linesOf(store, from, limit - items.length)));
      if (items.length >= limit) break;
      from = 1;
    }
    const last = items.at(-1);
    return pageOf(items, items.length < limit || last === undefined ? undefined : cursorOf(last));
  }
}

/** At most `limit` lines of a log, from a seq on. */
async function linesOf(store: LogStore, from: number, limit: number): Promise<LedgerLine[]> {
  const items: LedgerLine[] = [];
  for (let next = from; items.length < limit; ) {
    const blocks = await store.blocksFrom(next, 20);
    for (const { last, n, text } of blocks) {
      const first = last - n + 1;
      const lines = parseBlock(text).map((line, i) =>
        ledgerLine({ log: store.log, seq: first + i }, line),
      );
      items.push(...lines.filter(({ seq }) => seq >= next));
      next = last + 1;
    }
    if (blocks.length < 20) break;
  }
  return items.slice(0, limit);
}

/** A cursor over lines: the place of the last one given. */
const cursorOf = ({ log, seq }: Place): string => `${log}/${seq}`;

function placeOf(cursor: string): Place | undefined {
  const [, log, seq] = /^(g|\d{2})\/(\d{1,15})$/.exec(cursor) ?? [];
  return log === undefined || seq === undefined ? undefined : { log, seq: Number(seq) };
}

const pageOf = <T>(items: readonly T[], next: string | undefined): Page<T> =>
  next === undefined ? { items } : { items, next };

/** A purged line has no type and time any more: both say so. */
function ledgerLine(place: Place, line: string): LedgerLine {
  const event = recordedOf(line, place);
  const { at, type } = event ?? { at: '' as Instant, type: 'purged' };
  return { ...place, at, type, leaf: leafOf(line), line };
}

/** What one log counted, by week. */
async function weeksOf(
  log: LogStore,
  from: string,
  to: string,
): Promise<readonly (readonly [string, Cells])[]> {
  const { head } = await log.head();
  const rows = await log.texts({ from: countersKey(from), to: `${countersKey(to)} ` }, PAGE);
  const closed = rows.map(
    ({ key, text }) => [countedWeek(key), JSON.parse(text) as Cells] as const,
  );
  // A week that was closed between the two reads: its row is the later one.
  const isRunning =
    from <= head.week && head.week <= to && !closed.some(([week]) => week === head.week);
  return isRunning ? [...closed, [head.week, head.cells]] : closed;
}
