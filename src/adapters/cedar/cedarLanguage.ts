import type { Context, Policy, SchemaJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Log } from '../../kernel/log.ts';
import type { Json } from '../../ledger/canonical.ts';
import { type Cedar, newInstance } from './instance.ts';
import { readForeign } from './readForeign.ts';
import { inWords, type Read, type ReadPolicy, readPolicies } from './reading.ts';

type Slot = 'A' | 'B';

interface EntityName {
  readonly type: string;
  readonly id: string;
}

interface Question {
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

type Evaluation =
  | { readonly ok: true; readonly allowed: boolean; readonly determining: readonly string[] }
  | { readonly ok: false; readonly why: string };

/** What lies in a slot, to be put back where the engine has to be made anew. */
interface Prepared {
  readonly schema: Json;
  readonly policies: Readonly<Record<string, Json>>;
}

/** The engine reads JSON values; the types that its package gives them say the same in its own words. */
const asSchema = (schema: Json): SchemaJson<string> => schema as unknown as SchemaJson<string>;
const asPolicies = (policies: Readonly<Record<string, Json>>): Record<string, Policy> =>
  policies as unknown as Record<string, Policy>;

const isObject = (json: Json): json is { readonly [key: string]: Json } =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** Without annotations, which take no part in a decision: the engine copies what was prepared for each question. */
const bare = (policies: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    Object.entries(policies).map(([id, json]) => [
      id,
      isObject(json) ? { ...json, annotations: {} } : json,
    ]),
  );

/** Cedar, in this thread. Its adapter's log takes the alarm of an engine that had to be made anew. */
export class CedarLanguage {
  readonly engine: string;
  readonly #log: Log;
  readonly #slots = new Map<Slot, Prepared>();
  #cedar: Cedar;

  constructor(log: Log) {
    this.#log = log;
    this.#cedar = newInstance();
    this.engine = `cedar ${this.#cedar.getCedarSDKVersion()}`;
  }

  readSchema(text: string): Read<Json> {
    const read = this.#cedar.schemaToJson(text);
    return read.type === 'success'
      ? { ok: true, value: read.json as unknown as Json }
      : { ok: false, why: inWords(read.errors) };
  }

  readPolicies(text: string): Read<readonly ReadPolicy[]> {
    return readPolicies(this.#cedar, text);
  }

  readForeign(text: string): Promise<Read<readonly ReadPolicy[]>> {
    return readForeign(text);
  }

  complaints(schema: Json, policies: Readonly<Record<string, Json>>): readonly string[] {
    const answer = this.#cedar.validate({
      schema: asSchema(schema),
      policies: { staticPolicies: asPolicies(policies) },
    });
    if (answer.type === 'failure') return [inWords(answer.errors)];
    const of = ({ policyId, error }: (typeof answer.validationErrors)[number]): string =>
      `${policyId}: ${inWords([error])}`;
    return [
      ...answer.validationErrors.map(of),
      ...answer.validationWarnings.map(of),
      ...answer.otherWarnings.map((warning) => inWords([warning])),
    ];
  }

  prepare(slot: Slot, schema: Json, policies: Readonly<Record<string, Json>>): void {
    this.#slots.set(slot, { schema, policies });
    try {
      this.#fill(slot);
    } catch (error) {
      this.#slots.delete(slot); // or what cannot be prepared would keep a new engine from the other slot
      throw error;
    }
  }

  #fill(slot: Slot): void {
    const prepared = this.#slots.get(slot);
    if (!prepared) return;
    const answers = [
      this.#cedar.preparseSchema(slot, asSchema(prepared.schema)),
      this.#cedar.preparsePolicySet(slot, { staticPolicies: asPolicies(bare(prepared.policies)) }),
    ];
    for (const answer of answers)
      if (answer.type === 'failure') throw new TypeError(`not prepared: ${inWords(answer.errors)}`);
  }

  evaluate(slot: Slot, question: Question): Evaluation {
    try {
      return this.#ask(slot, question);
    } catch (error) {
      this.#rebuild(error);
      return { ok: false, why: 'the engine failed' };
    }
  }

  #ask(slot: Slot, { principal, action, resource, context, entities }: Question): Evaluation {
    const answer = this.#cedar.statefulIsAuthorized({
      principal,
      action,
      resource,
      context: context as unknown as Context,
      entities: entities.map((one) => ({
        ...one,
        attrs: one.attrs as unknown as Context,
        parents: [...one.parents],
      })),
      preparsedSchemaName: slot,
      preparsedPolicySetId: slot,
      validateRequest: true,
    });
    if (answer.type === 'failure') return { ok: false, why: inWords(answer.errors) };
    const { decision, diagnostics } = answer.response;
    // A forbid that could not be evaluated is left out by the engine, and what is left might allow.
    if (diagnostics.errors.length > 0 || answer.warnings.length > 0)
      return {
        ok: false,
        why: inWords([...diagnostics.errors.map(({ error }) => error), ...answer.warnings]),
      };
    return { ok: true, allowed: decision === 'allow', determining: diagnostics.reason };
  }

  /** An engine that trapped stays broken: this question is denied, and the next one meets a new engine. */
  #rebuild(error: unknown): void {
    this.#log.error('policy-engine-rebuilt', { error });
    try {
      this.#cedar = newInstance();
      for (const slot of this.#slots.keys()) this.#fill(slot);
    } catch (again) {
      this.#log.error('policy-engine-lost', { error: again });
    }
  }
}
