import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { feedbackCategories } from './categories.ts';
import type { EveryMode } from './config.ts';
import type { Env } from './env.ts';
import { inventorySenders } from './inventorySecrets.ts';
import { modelsByGroup } from './models.ts';
import { officeHours, recipientDomains } from './policySettings.ts';
import { policyQuorum, stepUpContext, stepUpOn } from './signIns.ts';
import { accumulationTemplates } from './templates.ts';
import { portOf, switchOf, timeOfDay } from './values.ts';
import { webhookUrls } from './webhooks.ts';

/** The project's own folder, wherever a command is run from. */
const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** What every mode reads; `fallback` is what differs where a variable is unset. */
export function everyMode(
  env: Env,
  fallback: Pick<EveryMode, 'host' | 'rateLimits'> & { readonly mode: 'local' | 'azure' },
  mistakes: string[],
): EveryMode {
  return {
    host: env.HOST ?? fallback.host,
    port: portOf(env, 'PORT', 3978, mistakes),
    dataDir: env.DATA_DIR === undefined ? resolve(PROJECT, '.data') : resolve(env.DATA_DIR),
    receiptAudience: env.RECEIPT_AUDIENCE ?? 'countersign-gateway',
    rateLimits: switchOf(env, 'RATE_LIMITS', fallback.rateLimits, mistakes),
    digestAt: timeOfDay(env, 'DIGEST_AT', '09:00', mistakes),
    feedbackCategories: feedbackCategories(env, mistakes),
    ...stepUpOn(env, mistakes),
    policyQuorum: policyQuorum(env, mistakes),
    accumulationTemplates: accumulationTemplates(env, mistakes),
    stepUpContext: stepUpContext(env, mistakes),
    recipientDomains: recipientDomains(env, fallback.mode, mistakes),
    businessHours: officeHours(env, mistakes),
    modelsByGroup: modelsByGroup(env, mistakes),
    policyDir: env.POLICY_DIR === undefined ? undefined : resolve(env.POLICY_DIR),
    webhookUrls: webhookUrls(env, 'WEBHOOK_URLS', fallback.mode, mistakes),
    inventorySenders: inventorySenders(env, mistakes),
    alarmWebhookUrls: webhookUrls(env, 'ALARM_WEBHOOK_URLS', fallback.mode, mistakes),
  };
}
