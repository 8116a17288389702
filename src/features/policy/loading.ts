import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Json } from '../../ledger/canonical.ts';
import { casesOf, ordinaryOf, type PolicyCase } from './cases.ts';
import type { FileText } from './domain/active.ts';
import {
  bundleHash,
  mistakesIn,
  type Policies,
  type PolicyFile,
  policiesOf,
  twiceUsed,
} from './domain/bundle.ts';
import { isCases, isPolicies, type Shipped } from './files.ts';
import type { Parsed, PolicyLanguage } from './language.ts';
import { reasonOf } from './reasonOf.ts';

/** Rules that were read and found without mistakes in themselves; their cases have not been tried yet. */
export interface Bundle {
  readonly hash: string;
  readonly schema: Json;
  readonly policies: Policies;
  /** The shipped files first, then the tenant's. */
  readonly files: readonly (FileText & { readonly tenant: boolean })[];
  readonly cases: readonly PolicyCase[];
}

/** What a bundle is made with, beside the tenant's files. */
export interface BundleSource {
  readonly language: PolicyLanguage;
  readonly shipped: Shipped;
  /** Settings of the tenant that decisions rest on: part of the hash. */
  readonly settings: Json;
}

/** What speaks against a bundle, all of it at once, each in a sentence for whoever wrote it. */
export type Against = readonly string[];

/** More than this is no tightening but a policy of its own; and every server holds it. */
const LONGEST_TENANT = 100 * 1024;

/** Makes a bundle of the shipped rules and a tenant's, checked against everything but its cases. Never throws. */
export async function bundleOf(
  source: BundleSource,
  tenant: readonly FileText[],
): Promise<Result<Bundle, Against>> {
  const { language, shipped, settings } = source;
  if (tenant.reduce((sum, { text }) => sum + text.length, 0) > LONGEST_TENANT)
    return refuse([`The tenant's files have more than ${LONGEST_TENANT} characters.`]);
  const schema = language.readSchema(shipped.schema.text);
  if (!schema.ok) return refuse([`${shipped.schema.name}: ${schema.why}.`]);
  const read = await readPolicies(language, shipped.files, tenant);
  const cases = readCases(shipped, tenant);
  const files = read.flatMap((one) => (typeof one === 'string' ? [] : [one]));
  const against = [
    ...sameNames([...shipped.files, ...tenant]),
    ...[...read, ...cases].filter((one) => typeof one === 'string'),
    ...files.flatMap((file) => file.policies.flatMap((data) => mistakesIn(data, file))),
    ...twiceUsed(files),
  ];
  if (against.length > 0) return refuse(against);
  const policies = policiesOf(files);
  const complaints = language.complaints(schema.value, jsonOf(policies));
  if (complaints.length > 0) return refuse(complaints);
  return ok({
    hash: bundleHash(language.engine, schema.value, policies, settings),
    schema: schema.value,
    policies,
    files: [
      ...[shipped.schema, shipped.ordinary, shipped.ordinaryPerson, ...shipped.files].map(
        (file) => ({
          ...file,
          tenant: false,
        }),
      ),
      ...tenant.map((file) => ({ ...file, tenant: true })),
    ],
    cases: cases.flatMap((one) => (typeof one === 'string' ? [] : one)),
  });
}

const sameNames = (files: readonly FileText[]): readonly string[] =>
  files
    .filter(({ name }, i) => files.findIndex((other) => other.name === name) < i)
    .map(({ name }) => `The name ${name} stands on two files.`);

async function readPolicies(
  language: PolicyLanguage,
  shipped: readonly FileText[],
  tenant: readonly FileText[],
): Promise<readonly (PolicyFile | string)[]> {
  const foreign = await Promise.all(
    tenant
      .filter(isPolicies)
      .map(async (file) => parsed(file, true, await language.readForeign(file.text))),
  );
  const own = shipped
    .filter(isPolicies)
    .map((file) => parsed(file, false, language.readPolicies(file.text)));
  return [...own, ...foreign];
}

const parsed = (
  { name }: FileText,
  tenant: boolean,
  read: Parsed<PolicyFile['policies']>,
): PolicyFile | string =>
  read.ok ? { name, tenant, policies: read.value } : `${name}: ${read.why}.`;

function readCases(
  { ordinary, ordinaryPerson, files }: Shipped,
  tenant: readonly FileText[],
): readonly (readonly PolicyCase[] | string)[] {
  const usual = ordinaryOf(ordinary, ordinaryPerson);
  const read = (file: FileText, ofTenant: boolean) => {
    try {
      return casesOf(file, usual, ofTenant);
    } catch (error) {
      return `${file.name}: ${reasonOf(error)}.`;
    }
  };
  return [
    ...files.filter(isCases).map((file) => read(file, false)),
    ...tenant.filter(isCases).map((file) => read(file, true)),
  ];
}

/** The policies as the engine takes them. */
export const jsonOf = (policies: Policies): Readonly<Record<string, Json>> =>
  Object.fromEntries([...policies].map(([id, { json }]) => [id, json]));
