import type { Instant } from '../../../../kernel/instant.ts';
import type { PersonId } from '../../../../kernel/people.ts';
import type { Above, Counts, Gathered } from './templates.ts';

/** Whose place on an agent's record is taken by nobody any more. */
export type LostSeat = {
  readonly seat: 'business' | 'technical' | 'backup';
  readonly person: PersonId;
};

/** What an inventory found: of an agent its connectors, scopes and sites; of a connector its scopes and tools. */
export type Things = {
  readonly connectors: readonly string[];
  readonly scopes: readonly string[];
  readonly sites: readonly string[];
  readonly tools: readonly string[];
};
export type About = { readonly about: 'agent' | 'connector'; readonly id: string };

/** What is found by looking, not by deciding: event type → its data. */
export interface WatchData {
  /** From now on the owners of all agents are looked up every day. */
  'owners-watched': Readonly<Record<string, never>>;
  'owners-checked': { readonly agents: number; readonly ownerless: number };
  'owner-missing': {
    readonly agentId: string;
    readonly missing: readonly LostSeat[];
    readonly told: readonly PersonId[];
  };
  'owner-restored': { readonly agentId: string };
  /** Seen for the first time; hashes of what was seen. */
  'inventory-observed': About & { readonly source: string; readonly seen: Things };
  /** What another platform says of one of its agents, where that is other than before; `agentId` is ours, or made of source and id. */
  'agent-reported': {
    readonly agentId: string;
    readonly source: string;
    /** As the platform names it. */
    readonly id: string;
    readonly name?: string;
    readonly version?: string;
    readonly lastActive?: Instant;
  };
  /** More than is recorded, or something that nobody recorded at all. Long lists are cut; `count` is whole. */
  'growth-found': About & {
    readonly source: string;
    readonly known: boolean;
    readonly grown: Things;
    readonly count: number;
    readonly told: readonly PersonId[];
    /** Who reported it; absent in old events. */
    readonly reporter?: string;
  };
  /** One reporter showed more news in an hour than people read one by one: so many were not looked at, the first of them by id. */
  'growth-postponed': {
    readonly reporter: string;
    readonly source: string;
    readonly count: number;
    readonly ids: readonly string[];
    readonly told: readonly PersonId[];
  };
  /** What an inventory shows of an agent is other than when it last looked; hashes of all of it. */
  'accumulation-looked': {
    readonly agentId: string;
    readonly source: string;
    readonly seen: Readonly<Record<Gathered, readonly string[]>>;
  };
  /** The agent holds another number of something than when it was last counted. */
  'accumulation-measured': { readonly agentId: string; readonly counts: Counts };
  /** Something has gone above the template of the agent's phase; all that is above it. */
  'accumulation-exceeded': {
    readonly agentId: string;
    readonly above: readonly Above[];
    readonly told: readonly PersonId[];
  };
  /** Something is no longer above it; what still is. */
  'accumulation-eased': { readonly agentId: string; readonly above: readonly Above[] };
  'notice-delivered': {
    readonly notice: string;
    readonly person: PersonId;
    readonly activityId: string;
    readonly version: number;
    /** Of the rendered card. */
    readonly hash: string;
  };
  'notice-abandoned': {
    readonly notice: string;
    readonly person: PersonId;
    readonly status: number;
    readonly version: number;
  };
}

export type WatchEventType = keyof WatchData;
export type WatchEventOf<T extends WatchEventType> = {
  [K in T]: { readonly type: K; readonly data: Readonly<WatchData[K]> };
}[T];
export type WatchEvent = WatchEventOf<WatchEventType>;

export const THINGS = ['connectors', 'scopes', 'sites', 'tools'] as const;
export const NOTHING: Things = { connectors: [], scopes: [], sites: [], tools: [] };

export const countThings = (things: Things): number =>
  THINGS.reduce((sum, kind) => sum + things[kind].length, 0);
