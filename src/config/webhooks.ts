import type { Env } from './env.ts';
import { isLoopbackHost } from './loopback.ts';

/** Addresses that are told of pauses: https, or http on this machine in local mode. Redirects are never followed. */
export function webhookUrls(
  env: Env,
  mode: 'local' | 'azure',
  mistakes: string[],
): readonly string[] {
  const urls = (env.WEBHOOK_URLS ?? '')
    .split(',')
    .map((url) => url.trim())
    .filter((url) => url !== '');
  for (const [i, url] of urls.entries())
    if (!isCallable(url, mode))
      mistakes.push(
        `WEBHOOK_URLS, address ${i + 1}, must be an https address without user, query or fragment${mode === 'local' ? ', or http on 127.0.0.1' : ''}.`,
      );
  if (urls.length > 0 && (env.WEBHOOK_SECRET ?? '').length < 32)
    mistakes.push(
      'WEBHOOK_SECRET must be set where WEBHOOK_URLS is: at least 32 characters that the receivers know too.',
    );
  return urls;
}

function isCallable(text: string, mode: 'local' | 'azure'): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || /[?#@]/.test(text)) return false;
  return (
    url.protocol === 'https:' ||
    (mode === 'local' && url.protocol === 'http:' && isLoopbackHost(url.hostname))
  );
}
