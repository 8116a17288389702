import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Json } from '../../ledger/canonical.ts';
import {
  bundleHash,
  mistakesIn,
  type Policies,
  type PolicyFile,
  policiesOf,
  twiceUsed,
} from './domain/bundle.ts';
import { type FileText, filesIn, SHIPPED } from './files.ts';
import type { PolicyLanguage } from './language.ts';

/** A bundle that was read and found without mistakes; nothing has been asked of it yet. */
export interface Bundle {
  readonly hash: string;
  readonly schema: Json;
  readonly policies: Policies;
  /** Names of the files, the shipped ones first. */
  readonly files: readonly string[];
}

/** Where bundles come from, and what else goes into their hash. */
export interface BundleSource {
  readonly language: PolicyLanguage;
  /** The tenant's own folder; undefined: it has none. */
  readonly tenantFolder?: string | undefined;
  /** Settings of the tenant that decisions rest on. */
  readonly settings: Json;
}

/** What speaks against a bundle, all of it at once, each in a sentence for whoever wrote it. */
export type Against = readonly string[];

const SCHEMA = 'schema.cedarschema';
const POLICIES = '.cedar';

/** Reads the shipped rules and the tenant's, and checks them against everything but their cases. */
export async function readBundle(source: BundleSource): Promise<Result<Bundle, Against>> {
  const { language, tenantFolder } = source;
  try {
    const [schemaText, shipped, tenant] = await Promise.all([
      readFile(join(SHIPPED, SCHEMA), 'utf8'),
      filesIn(SHIPPED, POLICIES),
      tenantFolder === undefined ? [] : filesIn(tenantFolder, POLICIES),
    ]);
    return await bundleOf(source, { schemaText, shipped, tenant, language });
  } catch (error) {
    return refuse([
      `The policy files could not be read: ${error instanceof Error ? error.message : String(error)}.`,
    ]);
  }
}

interface Texts {
  readonly schemaText: string;
  readonly shipped: readonly FileText[];
  readonly tenant: readonly FileText[];
  readonly language: PolicyLanguage;
}

async function bundleOf(
  { language, settings }: BundleSource,
  { schemaText, shipped, tenant }: Texts,
): Promise<Result<Bundle, Against>> {
  const schema = language.readSchema(schemaText);
  if (!schema.ok) return refuse([`${SCHEMA}: ${schema.why}.`]);
  const read = [
    ...shipped.map((file) => parsed(file, false, language.readPolicies(file.text))),
    ...(await Promise.all(
      tenant.map(async (file) => parsed(file, true, await language.readForeign(file.text))),
    )),
  ];
  const files = read.flatMap((one) => (typeof one === 'string' ? [] : [one]));
  const against = [
    ...read.filter((one) => typeof one === 'string'),
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
    files: files.map(({ name }) => name),
  });
}

const parsed = (
  { name }: FileText,
  tenant: boolean,
  read: Awaited<ReturnType<PolicyLanguage['readForeign']>>,
): PolicyFile | string =>
  read.ok ? { name, tenant, policies: read.value } : `${name}: ${read.why}.`;

/** The policies as the engine takes them. */
export const jsonOf = (policies: Policies): Readonly<Record<string, Json>> =>
  Object.fromEntries([...policies].map(([id, { json }]) => [id, json]));
