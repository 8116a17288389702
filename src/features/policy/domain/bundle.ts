import { canonicalJson, type Json } from '../../../ledger/canonical.ts';
import { sha256 } from '../../../ledger/hash.ts';
import type { PolicyData } from './language.ts';
import type { Approver } from './model.ts';
import { unknownWords } from './words.ts';

/** What a soft policy asks for: who must agree, how many of them, and whether they must sign in anew. */
export interface Soft {
  readonly approver: Approver;
  readonly quorum: number;
  readonly stepUp: boolean;
}

/** One policy of a bundle. */
export interface Policy {
  readonly id: string;
  readonly file: string;
  readonly effect: 'permit' | 'forbid';
  /** Of several that decide, the one of the lowest number tells why. */
  readonly priority: number;
  readonly reason: string;
  /** People can lift it for an action. */
  readonly soft?: Soft;
  readonly annotations: Readonly<Record<string, string>>;
  readonly json: Json;
}

export type Policies = ReadonlyMap<string, Policy>;

/** A file of a bundle. A tenant's own may only tighten. */
export interface PolicyFile {
  readonly name: string;
  readonly tenant: boolean;
  readonly policies: readonly PolicyData[];
}

const APPROVERS: readonly Approver[] = [
  'businessOwner',
  'finance',
  'security',
  'compliance',
  'board',
];
const isApprover = (text: string | undefined): text is Approver =>
  APPROVERS.some((known) => known === text);

const NEEDED = ['id', 'priority', 'reason'] as const;
const SOFT = ['effect', 'approvers', 'quorum'] as const;
const KNOWN: readonly string[] = [...NEEDED, ...SOFT, 'stepUp'];

const ID = /^[a-z][a-z0-9-]{2,63}$/;
const WHOLE_SENTENCE = /^[A-Z][^\n\r]{10,298}\.$/;
const PRIORITY = /^[1-9]\d{0,3}$/;
const QUORUM = /^[1-9]$/;

/** What speaks against a policy, each in a sentence that names it; empty: nothing. */
export function mistakesIn(data: PolicyData, file: PolicyFile): readonly string[] {
  const { annotations } = data;
  const name = annotations['id'] ?? '(without @id)';
  const soft = SOFT.some((key) => annotations[key] !== undefined);
  const needed: readonly string[] = soft ? [...NEEDED, ...SOFT] : NEEDED;
  const found = [
    ...needed.filter((key) => annotations[key] === undefined).map((key) => `@${key} is missing`),
    ...Object.keys(annotations)
      .filter((key) => !KNOWN.includes(key))
      .map((key) => `@${key} is not known`),
    ...formMistakes(annotations),
    ...(soft ? softMistakes(data) : []),
    ...(!soft && annotations['stepUp'] !== undefined
      ? ['@stepUp belongs to policies that people can lift']
      : []),
    ...(!soft && speaksOf(data.json, 'approved')
      ? ['only policies that people can lift may read context.approved']
      : []),
    ...(file.tenant && data.effect !== 'forbid'
      ? ['a tenant file may only tighten: only forbid stands in it']
      : []),
  ];
  return found.map((what) => `${file.name}: ${name}: ${what}.`);
}

function formMistakes(annotations: Readonly<Record<string, string>>): readonly string[] {
  const { id, priority, reason } = {
    id: annotations['id'],
    priority: annotations['priority'],
    reason: annotations['reason'],
  };
  return [
    ...(id !== undefined && !ID.test(id)
      ? ['@id must be words in small letters, joined by hyphens']
      : []),
    ...(priority !== undefined && !PRIORITY.test(priority)
      ? ['@priority must be a number from 1 to 9999']
      : []),
    ...(reason !== undefined && !WHOLE_SENTENCE.test(reason)
      ? ['@reason must be one whole sentence, with a capital and a full stop']
      : []),
    ...(reason === undefined ? [] : unknownWords(reason)).map(
      (word) => `@reason has {${word}}, which stands for nothing`,
    ),
  ];
}

function softMistakes({ effect, annotations, json }: PolicyData): readonly string[] {
  const { approvers, quorum, stepUp } = {
    approvers: annotations['approvers'],
    quorum: annotations['quorum'],
    stepUp: annotations['stepUp'],
  };
  return [
    ...(effect === 'forbid' ? [] : ['only a forbid can be lifted by people']),
    ...(annotations['effect'] === undefined || annotations['effect'] === 'needs_approval'
      ? []
      : ['@effect must be needs_approval']),
    ...(approvers === undefined || isApprover(approvers)
      ? []
      : [`@approvers must be one of ${APPROVERS.join(', ')}`]),
    ...(quorum === undefined || QUORUM.test(quorum)
      ? []
      : ['@quorum must be a number from 1 to 9']),
    ...(quorum !== undefined && quorum !== '1' && approvers === 'businessOwner'
      ? ['there is one business owner, so @quorum must be 1']
      : []),
    ...(stepUp === undefined || stepUp === 'true' ? [] : ['@stepUp must be true, or not be there']),
    ...(liftsOnItself(json, annotations['id'] ?? '')
      ? []
      : ['it must be lifted by unless { context.approved.contains("<its own id>") } alone']),
  ];
}

const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** `context.approved`, wherever it stands. */
function speaksOf(json: Json, attribute: string): boolean {
  if (isList(json)) return json.some((one) => speaksOf(one, attribute));
  if (!isRecord(json)) return false;
  const access = json['.'];
  if (isRecord(access) && access['attr'] === attribute) return true;
  return Object.values(json).some((one) => speaksOf(one, attribute));
}

const lift = (id: string): string =>
  canonicalJson({
    contains: {
      left: { '.': { left: { Var: 'context' }, attr: 'approved' } },
      right: { Value: id },
    },
  });

/** An `unless` lifts where one of its alternatives is the approval of this very policy, and nothing else in it reads approvals. */
function liftsOnItself(json: Json, id: string): boolean {
  const conditions = isRecord(json) ? json['conditions'] : undefined;
  if (!isList(conditions)) return false;
  const lifting = conditions.filter(
    (one) =>
      isRecord(one) && one['kind'] === 'unless' && alternatives(one['body']).includes(lift(id)),
  );
  const others = conditions.flatMap((one) =>
    isRecord(one)
      ? one['kind'] === 'unless'
        ? alternatives(one['body']).filter((text) => text !== lift(id))
        : [canonicalJson(one['body'] ?? null)]
      : [],
  );
  return lifting.length === 1 && others.every((text) => !text.includes('"attr":"approved"'));
}

/** What `a || b || c` consists of, each as canonical text. */
function alternatives(body: Json | undefined): readonly string[] {
  if (body === undefined) return [];
  const or = isRecord(body) ? body['||'] : undefined;
  return isRecord(or)
    ? [...alternatives(or['left']), ...alternatives(or['right'])]
    : [canonicalJson(body)];
}

/** The policies of files without mistakes, by id. */
export function policiesOf(files: readonly PolicyFile[]): Policies {
  return new Map(
    files.flatMap((file) =>
      file.policies.map((data) => {
        const id = data.annotations['id'] ?? '';
        return [id, policyOf(id, data, file.name)] as const;
      }),
    ),
  );
}

function policyOf(id: string, { effect, annotations, json }: PolicyData, file: string): Policy {
  const approver = annotations['approvers'];
  return {
    id,
    file,
    effect,
    priority: Number(annotations['priority']),
    reason: annotations['reason'] ?? '',
    ...(isApprover(approver) && {
      soft: {
        approver,
        quorum: Number(annotations['quorum']),
        stepUp: annotations['stepUp'] === 'true',
      },
    }),
    annotations,
    json,
  };
}

/** Ids that stand on more than one policy. */
export function twiceUsed(files: readonly PolicyFile[]): readonly string[] {
  const ids = files.flatMap(({ policies }) => policies.map(({ annotations }) => annotations['id']));
  return [...new Set(ids.filter((id, i) => id !== undefined && ids.indexOf(id) < i))].flatMap(
    (id) => (id === undefined ? [] : [`The id ${id} is used by more than one policy.`]),
  );
}

/** The hash of a bundle: the same for the same rules and settings, however their text is laid out. */
export const bundleHash = (
  engine: string,
  schema: Json,
  policies: Policies,
  settings: Json,
): string =>
  sha256(
    canonicalJson({
      engine,
      schema,
      policies: Object.fromEntries([...policies].map(([id, { json }]) => [id, json])),
      settings,
    }),
  );
