import type { ScopeLevel } from '../../registry/domain/bounds/bounds.ts';
import type {
  ConnectorStatus,
  Effect,
  Environment,
  Label,
  Phase,
  Platform,
  SystemClass,
  Tier,
} from '../../registry/domain/model.ts';
import type { ActionFacts } from './model.ts';
import type { ModelListing } from './models.ts';
import type { Audience } from './recipients.ts';

/** How a connector is listed; a probation whose end has come is a standing of its own. */
export type Standing = ConnectorStatus | 'probationOver' | 'unlisted';

/** Where content that an action reads or passes on lies, against the lists of agent and connector. */
export type ContentSource = 'none' | 'allowed' | 'denied' | 'unlisted';

/** Whether the person an agent acts for belongs to its department. It may only ever tighten. */
export type OnBehalfOf = 'none' | 'sameDepartment' | 'otherDepartment' | 'unknown';

/** `always`: this tenant has set no business hours. */
export type BusinessHours = 'always' | 'inside' | 'outside';

/** Whether each project has a connection of its own. */
export type Connection = 'projectScoped' | 'shared';

export type Quota = 'within' | 'exceeded';

/**
 * What the registry and the server say around an action. A decision records it beside its facts: the two are all that
 * the policies read, so that a candidate can be judged later with no other look-up.
 */
export interface Surroundings {
  readonly platform: Platform;
  readonly department: string;
  /** The agent's; empty where it belongs to none. */
  readonly businessGroup: string;
  /** The day from which on its record lets it do nothing has come. */
  readonly expired: boolean;
  /** Labels that the agent may handle; absent where its record does not limit them. */
  readonly dataLabels?: readonly Label[];
  readonly standing: Standing;
  /** Only agents of this group may use the connector; empty: every agent. */
  readonly reservedFor: string;
  readonly environments: readonly Environment[];
  readonly ceiling: Tier;
  readonly labels: readonly Label[];
  readonly audiences: readonly Audience[];
  readonly contentSource: ContentSource;
  /** The connector reaches whole mailboxes, and nobody has written down why. */
  readonly mailboxWide: boolean;
  /** As the connector's record says; absent: it does not. */
  readonly connection?: Connection;
  readonly scopeLevel?: ScopeLevel;
  readonly onBehalfOf: OnBehalfOf;
  readonly businessHours: BusinessHours;
  readonly quota: Quota;
  readonly surface: string;
  /** The model that the call names, in lower case; absent, with its listing, where it names none. */
  readonly model?: string;
  readonly modelListing?: ModelListing;
}

/** Everything that the policies read about an action: one flat value. */
export interface PolicyInput
  extends Omit<Surroundings, 'dataLabels' | 'model' | 'connection' | 'scopeLevel'> {
  readonly agent: string;
  readonly connector: string;
  readonly tool: string;
  readonly effect: Effect;
  readonly systemClass: SystemClass;
  readonly environment: Environment;
  readonly phase: Phase;
  readonly tier: Tier | 'none';
  readonly reversible: boolean;
  readonly recipients: number;
  readonly dataLabels?: readonly Label[];
  /** A decimal string. */
  readonly amount?: string;
  readonly currency?: string;
  /** The first argument that only points at content, or nothing. */
  readonly uncovered: string;
  readonly connection: Connection | 'unknown';
  readonly scopeLevel: ScopeLevel | 'unknown';
  /** Empty: the call names none. */
  readonly model: string;
  readonly modelListing: ModelListing;
}

/** The input of a decision, from what it records. Always with its members in the same order. */
export const inputOf = (facts: ActionFacts, around: Surroundings): PolicyInput => ({
  agent: facts.agentId,
  connector: facts.connectorId,
  tool: facts.effectiveTool,
  effect: facts.effect,
  systemClass: facts.systemClass,
  environment: facts.environment,
  phase: facts.phase,
  tier: facts.tier ?? 'none',
  reversible: facts.reversible,
  recipients: facts.recipients.length,
  uncovered: facts.references.find(({ covered }) => !covered)?.argument ?? '',
  ...(facts.amount && { amount: facts.amount.value }),
  ...(facts.amount?.currency !== undefined && { currency: facts.amount.currency }),
  platform: around.platform,
  department: around.department,
  businessGroup: around.businessGroup,
  expired: around.expired,
  ...(around.dataLabels && { dataLabels: around.dataLabels }),
  standing: around.standing,
  reservedFor: around.reservedFor,
  environments: around.environments,
  ceiling: around.ceiling,
  labels: around.labels,
  audiences: around.audiences,
  contentSource: around.contentSource,
  mailboxWide: around.mailboxWide,
  connection: around.connection ?? 'unknown',
  scopeLevel: around.scopeLevel ?? 'unknown',
  onBehalfOf: around.onBehalfOf,
  businessHours: around.businessHours,
  quota: around.quota,
  surface: around.surface,
  model: around.model ?? '',
  modelListing: around.modelListing ?? 'none',
});
