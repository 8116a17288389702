import type { Json } from '../../../ledger/canonical.ts';
import type { PolicyInput } from './input.ts';
import type { Question } from './language.ts';
import { allNamed, named, nameOf } from './names.ts';

/** The largest number that the engine's decimals hold; what is more is as much for a policy. */
const MOST = 922_337_203_685_477n;

/** A decimal string as the engine's decimal: four places, rounded up, so that no amount looks smaller than it is. */
function decimal(amount: string): Json {
  const [whole = '0', fraction = ''] = amount.split('.');
  const places = BigInt(fraction.padEnd(6, '0').slice(0, 6));
  const tenThousandths = BigInt(whole) * 10_000n + (places + 99n) / 100n;
  const bounded = tenThousandths > MOST * 10_000n ? MOST * 10_000n : tenThousandths;
  const text = `${bounded / 10_000n}.${String(bounded % 10_000n).padStart(4, '0')}`;
  return { __extn: { fn: 'decimal', arg: text } };
}

const agentAttributes = (input: PolicyInput): { readonly [name: string]: Json } => ({
  environment: named('Environment', input.environment),
  phase: named('Phase', input.phase),
  platform: named('Platform', input.platform),
  department: input.department,
  businessGroup: input.businessGroup,
  expired: input.expired,
  ...(input.dataLabels && { dataLabels: allNamed('Label', input.dataLabels) }),
});

const connectorAttributes = (input: PolicyInput): { readonly [name: string]: Json } => ({
  standing: named('Standing', input.standing),
  reservedFor: input.reservedFor,
  environments: allNamed('Environment', input.environments),
  ceiling: named('Tier', input.ceiling),
  systemClass: named('SystemClass', input.systemClass),
  labels: allNamed('Label', input.labels),
  mailboxWide: input.mailboxWide,
  connection: named('Connection', input.connection),
  scopeLevel: named('ScopeLevel', input.scopeLevel),
});

const circumstances = (
  input: PolicyInput,
  approved: readonly string[],
): { readonly [name: string]: Json } => ({
  approved,
  tool: input.tool,
  tier: named('Tier', input.tier),
  reversible: input.reversible,
  audiences: allNamed('Audience', input.audiences),
  recipients: input.recipients,
  ...(input.amount !== undefined && { amount: decimal(input.amount) }),
  ...(input.currency !== undefined && { currency: input.currency }),
  uncovered: input.uncovered !== '',
  contentSource: named('ContentSource', input.contentSource),
  onBehalfOf: named('OnBehalfOf', input.onBehalfOf),
  businessHours: named('BusinessHours', input.businessHours),
  quota: named('Quota', input.quota),
  surface: input.surface,
  model: input.model,
  modelListing: named('ModelListing', input.modelListing),
});

/** An action as the engine is asked about it. `approved`: the soft policies that are to count as lifted. */
export function questionOf(input: PolicyInput, approved: readonly string[]): Question {
  const principal = nameOf('Agent', input.agent);
  const resource = nameOf('Connector', input.connector);
  return {
    principal,
    action: nameOf('Action', input.effect),
    resource,
    context: circumstances(input, approved),
    entities: [
      { uid: principal, attrs: agentAttributes(input), parents: [] },
      { uid: resource, attrs: connectorAttributes(input), parents: [] },
    ],
  };
}
