/** Where the Bot Connector of the public cloud and of GCC answers; other clouds sign with another issuer. */
const CONNECTOR_HOSTS: ReadonlySet<string> = new Set([
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
]);

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Whether the bot may send to this service URL: https on a Bot Connector host's own port, or in local mode (`loopback`)
 * http on this machine and nothing else. User info, query and fragment are never part of one.
 */
export function isServiceUrl(text: string, loopback: boolean): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return false;
  if (url.search !== '' || url.hash !== '' || /[\s\\@]/.test(text)) return false;
  return loopback
    ? url.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname)
    : url.protocol === 'https:' && url.port === '' && CONNECTOR_HOSTS.has(url.hostname);
}
