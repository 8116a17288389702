import type { DetailedError, PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Json } from '../../ledger/canonical.ts';
import type { Cedar } from './instance.ts';

/** A policy as data: its effect, its annotations and its JSON form, which holds both. */
export interface ReadPolicy {
  readonly effect: 'permit' | 'forbid';
  readonly annotations: Readonly<Record<string, string>>;
  readonly json: Json;
}

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: string };

/** What the engine says is wrong, on one line. */
export const inWords = (errors: readonly DetailedError[]): string =>
  errors
    .map(({ message, help }) =>
      help === null || help === undefined ? message : `${message} (${help})`,
    )
    .join('; ');

/** The policies of a file's text, in the order in which they stand there. */
export function readPolicies(cedar: Cedar, text: string): Read<readonly ReadPolicy[]> {
  const parts = cedar.policySetTextToParts(text);
  if (parts.type === 'failure') return { ok: false, why: inWords(parts.errors) };
  if (parts.policy_templates.length > 0)
    return { ok: false, why: 'templates are not used here: write the policy out' };
  const policies: ReadPolicy[] = [];
  for (const one of inOrder(parts.policies, text)) {
    const read = cedar.policyToJson(one);
    if (read.type === 'failure') return { ok: false, why: inWords(read.errors) };
    policies.push(asData(read.json));
  }
  return { ok: true, value: policies };
}

/** The engine sorts them by ids of its own (policy0, policy1, policy10, …); their texts are parts of the file's. */
const inOrder = (parts: readonly string[], text: string): readonly string[] =>
  parts.toSorted((a, b) => text.indexOf(a) - text.indexOf(b));

function asData(json: PolicyJson): ReadPolicy {
  return {
    effect: json.effect,
    annotations: json.annotations ?? {},
    json: json as unknown as Json,
  };
}
