import type { Json } from '../../ledger/canonical.ts';
import type { Evaluation, PolicyData, Question, Slot } from './domain/language.ts';

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: string };

/** The language that policies are written in: reads, checks and evaluates them. Only its adapter knows it. */
export interface PolicyLanguage {
  /** Name and version: part of a bundle's hash. */
  readonly engine: string;
  readSchema(text: string): Parsed<Json>;
  /** The policies of a file, in order. For our own files: text that could harm the engine goes through `readForeign`. */
  readPolicies(text: string): Parsed<readonly PolicyData[]>;
  /** The same for text that others wrote: apart from everything else, and within limits. */
  readForeign(text: string): Promise<Parsed<readonly PolicyData[]>>;
  /** What the validator has against policies, warnings too. */
  complaints(schema: Json, policies: Readonly<Record<string, Json>>): readonly string[];
  /** Puts a bundle in a slot, in place of what lay there. Throws where the engine does not take it. */
  prepare(slot: Slot, schema: Json, policies: Readonly<Record<string, Json>>): void;
  evaluate(slot: Slot, question: Question): Evaluation;
}
