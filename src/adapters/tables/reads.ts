import type { DerivedRow, Entity } from '../../kernel/entity.ts';
import {
  type DomainEvent,
  decisionId,
  decisionPlace,
  type Place,
  type Recorded,
} from '../../kernel/events.ts';
import { Fault } from '../../kernel/faults.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { LedgerLine, Page, Reads } from '../../kernel/ledger.ts';
import { leafOf, parseBlock } from '../../ledger/block.ts';
import { rootOf } from '../../ledger/merkle.ts';
import { addCells, type Cells } from './cells.ts';
import { countersKey, GOVERNANCE, outcomeKey, prefixAfter } from './keys.ts';
import { recordedOf } from './line.ts';
import type { LogStore } from './logStore.ts';

const PAGE = 500;

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
    for (let after: string | undefined; ; ) {
      const page = await this.#listed(subject, after, PAGE);
      for (const { place, line } of page.items) {
        const event = recordedOf(line, place);
        if (event !== undefined) events.push(event);
      }
      if (page.next === undefined) return events;
      after = page.next;
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
      const page = await this.#listed(subject, after, limit);
      return pageOf(
        page.items.map(({ place, line }) => ledgerLine(place, line)),
        page.next,
      );
    }
    return this.#allLines(after, limit);
  }

  async head(): Promise<{ readonly size: number; readonly root: string }> {
    const { head } = await this.#governance.head();
    return { size: head.tree.size, root: rootOf(head.tree) };
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

  #logOf({ log }: Pick<Place, 'log'>): LogStore | undefined {
    return this.#logs.find((one) => one.log === log);
  }

  async #page(prefix: string, after: string | undefined, limit: number) {
    const rows = await this.#governance.texts(prefixAfter(prefix, after), limit);
    return { items: rows, next: rows.length < limit ? undefined : rows.at(-1)?.key };
  }

  /** Lines that X rows of a subject list. */
  async #listed(subject: string, after: string | undefined, limit: number) {
    const page = await this.#page(`X|${subject}|`, after, limit);
    const items = await Promise.all(
      page.items.map(async ({ text, seq }) => {
        const place = { log: GOVERNANCE, seq };
        const { line } = JSON.parse(text) as { readonly line?: string };
        return { place, line: line ?? (await this.#mustHave(place)) };
      }),
    );
    return { items, next: page.next };
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

  /** All lines, log after log. The cursor is `<log>/<seq>` of the last line given. */
  async #allLines(after: string | undefined, limit: number): Promise<Page<LedgerLine>> {
    const [log = GOVERNANCE, seq = '0'] = after?.split('/') ?? [];
    const items: LedgerLine[] = [];
    let from = Number(seq) + 1;
    for (const store of this.#logs.slice(this.#logs.findIndex((one) => one.log === log))) {
      while (items.length < limit) {
        const blocks = await store.blocksFrom(from, 20);
        if (blocks.length === 0) break;
        for (const { last, n, text } of blocks) {
          const lines = parseBlock(text).map((line, i) =>
            ledgerLine({ log: store.log, seq: last - n + 1 + i }, line),
          );
          items.push(...lines.filter((line) => line.seq >= from));
          from = last + 1;
        }
      }
      if (items.length >= limit) break;
      from = 1;
    }
    const page = items.slice(0, limit);
    const last = page.at(-1);
    return pageOf(
      page,
      page.length < limit || last === undefined ? undefined : `${last.log}/${last.seq}`,
    );
  }
}

const pageOf = <T>(items: readonly T[], next: string | undefined): Page<T> =>
  next === undefined ? { items } : { items, next };

/** A purged line has no type and time any more: both say so. */
function ledgerLine(place: Place, line: string): LedgerLine {
  const event = recordedOf(line, place);
  const { at, type } = event ?? { at: '' as Instant, type: 'purged' };
  return { ...place, at, type, leaf: leafOf(line), line };
}
