import type { Env } from './env.ts';

/** What may never be logged. `toJSON` keeps it out of anything that is written by mistake. */
export interface Secrets {
  readonly tablesConnectionString: string | undefined;
  toJSON(): string;
}

export const readSecrets = (env: Env): Secrets => ({
  tablesConnectionString: env.TABLES_CONNECTION_STRING,
  toJSON: () => 'secrets',
});
