import type { AzureConfig, LocalConfig } from '../config/config.ts';
import { type Around, aborted } from './around.ts';
import { fillExample } from './fillExample.ts';
import { giveBackMemory } from './giveBackMemory.ts';
import { type Opened, openLocal } from './localParts.ts';
import { openOnceThere, serve } from './serve.ts';
import { connectionStringOf, localSettings } from './settings.ts';

/** The server alone, until the process is told to stop. */
export function serveCommand(_args: readonly string[], around: Around): Promise<number> {
  const { config } = around;
  return config.mode === 'azure' ? serveInAzure(config, around) : serveLocally(config, around);
}

async function serveLocally(config: LocalConfig, around: Around): Promise<number> {
  const set = around.secrets.tablesConnectionString;
  const tablesConnectionString = await connectionStringOf(config, set);
  const settings = localSettings(config, { ...around, tablesConnectionString });
  return serveUntilStopped(() => openLocal(settings), { fill: fillExample }, around);
}

async function serveInAzure(config: AzureConfig, around: Around): Promise<number> {
  // Azure's packages are loaded where they are used only.
  const { openAzureParts } = await import('./azureParts.ts');
  return serveUntilStopped(() => openAzureParts(config, around), { fill: async () => {} }, around);
}

async function serveUntilStopped(
  open: () => Promise<Opened>,
  how: { readonly fill: (opened: Opened) => Promise<void> },
  around: Around,
): Promise<number> {
  const { config } = around;
  const opened = await openOnceThere(open, config, around);
  if (opened === undefined) return 0;
  giveBackMemory();
  const running = await serve(opened, { ...config, ...how }, around);
  await aborted(around.signal);
  await running.stop();
  return 0;
}
