import type { Json } from '../../../ledger/canonical.ts';

/** A thing by type and id, as a policy names it: `Gov::Agent::"mail-assistant"`. */
export interface EntityName {
  readonly type: string;
  readonly id: string;
}

/** A question to the engine, with the few entities that it concerns. */
export interface Question {
  readonly principal: EntityName;
  readonly action: EntityName;
  readonly resource: EntityName;
  readonly context: { readonly [name: string]: Json };
  readonly entities: readonly {
    readonly uid: EntityName;
    readonly attrs: { readonly [name: string]: Json };
    readonly parents: readonly EntityName[];
  }[];
}

/** What the engine says. Anything that went wrong, however little, is not an answer. */
export type Evaluation =
  | { readonly ok: true; readonly allowed: boolean; readonly determining: readonly string[] }
  | { readonly ok: false; readonly why: string };

/** A policy as data: its effect, its annotations and the rest of its JSON form. */
export interface PolicyData {
  readonly effect: 'permit' | 'forbid';
  readonly annotations: Readonly<Record<string, string>>;
  readonly json: Json;
}

/** Where a bundle lies ready: as many as are ever needed, since the engine forgets none. */
export type Slot = 'A' | 'B';
