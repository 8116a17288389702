import type { Role } from '../kernel/people.ts';
import { type Result, refuse } from '../kernel/result.ts';
import { azureConfig } from './azureMode.ts';
import type { SetCategory } from './categories.ts';
import type { Env } from './env.ts';
import { localConfig } from './localMode.ts';
import type { ModelsByGroup } from './models.ts';
import type { OfficeHours, RecipientDomains } from './policySettings.ts';
import type { SetTemplates } from './templates.ts';

/** What every mode knows. No secrets: it may be logged. */
export interface EveryMode {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly receiptAudience: string;
  readonly rateLimits: boolean;
  /** When a weekly digest is posted, `HH:MM` in the time zone of whoever asked for it. */
  readonly digestAt: string;
  /** What the tenant adds to the categories of feedback. */
  readonly feedbackCategories: readonly SetCategory[];
  /** How much an agent of a phase may gather before people are told, as far as the tenant sets it. */
  readonly accumulationTemplates: SetTemplates;
  /** Kinds of systems whose actions are approved after a fresh sign-in. */
  readonly stepUpFor: readonly 'finance'[];
  /** Whether a change of the policy is approved after a fresh sign-in too. */
  readonly policyStepUp: boolean;
  /** How many different people of the board adopt a policy. */
  readonly policyQuorum: number;
  /** Id of the authentication context in Entra that a fresh sign-in has to meet. */
  readonly stepUpContext: string;
  /** Mail domains outside, by the kind of people behind them; who is in none of them is treated as a customer is. */
  readonly recipientDomains: RecipientDomains;
  /** Undefined: every hour is one. */
  readonly businessHours: OfficeHours | undefined;
  /** Undefined: no business group is bounded to models. */
  readonly modelsByGroup: ModelsByGroup | undefined;
  /** The tenant's own folder of policies. */
  readonly policyDir: string | undefined;
  /** Gateways outside that are told of pauses and asked back. */
  readonly webhookUrls: readonly string[];
  /** Other systems that are told of alarms by signed webhooks. */
  readonly alarmWebhookUrls: readonly string[];
  /** Platforms that report their agents by signed calls. */
  readonly inventorySenders: readonly string[];
}

export interface LocalConfig extends EveryMode {
  readonly mode: 'local';
  readonly azuritePort: number | undefined;
  readonly playgroundPort: number;
}

export interface AzureConfig extends EveryMode {
  readonly mode: 'azure';
  readonly tenantId: string;
  readonly botId: string;
  readonly apiClientId: string;
  readonly tabClientId: string;
  /** Of the user-assigned managed identity. */
  readonly identityClientId: string | undefined;
  readonly tablesEndpoint: string;
  readonly checkpointsEndpoint: string;
  readonly keyVaultEndpoint: string;
  /** Name of the vault's certificate that signs in to Graph as the API's registration; undefined: the identity does. */
  readonly graphCertificate: string | undefined;
  /** Origins of Dataverse environments whose agents can be imported. */
  readonly copilotStudioEnvironments: readonly string[];
  /** Endpoints of Foundry projects whose agents can be imported. */
  readonly foundryProjects: readonly string[];
  /** Answers record by which activation of Privileged Identity Management somebody had their role. */
  readonly pimEvidence: boolean;
  readonly acceptedDomains: readonly string[];
  /** Entra group per role; a role without a group has nobody. */
  readonly roleGroups: Readonly<Partial<Record<Role, string>>>;
  readonly publicUrl: string;
}

export type Config = LocalConfig | AzureConfig;

/** What is wrong with the environment, each in a sentence that says what to do; all of it at once. */
export type Mistakes = readonly string[];

/** The environment as a configuration. `mode` is what COUNTERSIGN_MODE must say where the command does not assume one. */
export function configOf(env: Env, assumed?: 'local'): Result<Config, Mistakes> {
  const mode = env.COUNTERSIGN_MODE ?? assumed;
  if (mode === 'local') return localConfig(env);
  if (mode === 'azure') return azureConfig(env);
  return refuse(['Set COUNTERSIGN_MODE to local (everything on this machine) or azure.']);
}
