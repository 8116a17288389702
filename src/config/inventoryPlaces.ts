import type { Env } from './env.ts';

/** Only hosts of the service itself: an access token goes there. */
const SETTINGS = {
  COPILOT_STUDIO_ENVIRONMENTS: {
    form: /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*\.(dynamics\.com|dynamics\.cn|microsoftdynamics\.us|appsplatform\.us)$/,
    example: 'https://contoso.crm4.dynamics.com',
  },
  FOUNDRY_PROJECTS: {
    form: /^https:\/\/[a-z0-9-]{1,63}\.services\.ai\.azure\.(com|us|cn)\/api\/projects\/[A-Za-z0-9_-]{1,64}$/,
    example: 'https://contoso.services.ai.azure.com/api/projects/sales',
  },
} as const;

/** Addresses whose agents can be imported, divided by commas. */
export function inventoryPlaces(
  env: Env,
  name: keyof typeof SETTINGS,
  mistakes: string[],
): readonly string[] {
  const { form, example } = SETTINGS[name];
  const places = (env[name] ?? '')
    .split(',')
    .map((one) => one.trim().replace(/\/$/, ''))
    .filter((one) => one !== '');
  for (const [i, one] of places.entries())
    if (!form.test(one))
      mistakes.push(`${name}, address ${i + 1}, must be written like ${example}.`);
  return [...new Set(places)];
}
