import { inspect } from 'node:util';
import type { Env } from './env.ts';
import { type InventorySecrets, inventorySecrets } from './inventorySecrets.ts';

/** What may never be logged. What is written by mistake says so and nothing else. */
export interface Secrets {
  readonly tablesConnectionString: string | undefined;
  readonly webhookSecret: string | undefined;
  /** Of platforms that report their agents. */
  readonly inventory: InventorySecrets;
  toJSON(): string;
  toString(): string;
}

export function readSecrets(env: Env): Secrets {
  const silent = () => 'secrets';
  const secrets: Secrets = {
    tablesConnectionString: env.TABLES_CONNECTION_STRING,
    webhookSecret: env.WEBHOOK_SECRET,
    inventory: inventorySecrets(env),
    toJSON: silent,
    toString: silent,
  };
  return Object.defineProperty(secrets, inspect.custom, { value: silent });
}
