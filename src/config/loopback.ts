/** Whether a host, as HOST or an address names it, is this machine and nothing else. */
export const isLoopbackHost = (host: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/.test(host);

/**
 * Whether everything that a storage connection string leads to is on this machine: each endpoint it names, by address, or
 * Azurite's well-known ones. One that leaves its endpoints to be derived from the account's name leads to Azure.
 */
export function isLoopbackStorage(connectionString: string): boolean {
  const settings = connectionString.split(';').map((setting) => {
    const at = setting.indexOf('=');
    return { name: setting.slice(0, at).trim().toLowerCase(), value: setting.slice(at + 1).trim() };
  });
  const addresses = settings.filter(
    ({ name }) => /endpoint|uri/.test(name) && name !== 'defaultendpointsprotocol',
  );
  const isKnown = settings.some(
    ({ name, value }) =>
      name === 'tableendpoint' ||
      (name === 'usedevelopmentstorage' && value.toLowerCase() === 'true'),
  );
  return isKnown && addresses.every(({ value }) => isLoopbackUrl(value));
}

const isLoopbackUrl = (text: string): boolean =>
  URL.canParse(text) && isLoopbackHost(new URL(text).hostname);
