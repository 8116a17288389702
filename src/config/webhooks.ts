import type { Env } from './env.ts';
import { isLoopbackHost } from './loopback.ts';

/** Addresses that are told of something: https, or http on this machine in local mode. Redirects are never followed. */
export function webhookUrls(
  env: Env,
  name: 'WEBHOOK_URLS' | 'ALARM_WEBHOOK_URLS',
  mode: 'local' | 'azure',
  mistakes: string[],
): readonly string[] {
  const urls = (env[name] ?? '')
    .split(',')
    .map((url) => url.trim())
    .filter((url) => url !== '');
  for (const [i, url] of urls.entries())
    if (!isCallable(url, mode))
      mistakes.push(
        `${name}, address ${i + 1}, must be an https address without user, query or fragment${mode === 'local' ? ', or http on 127.0.0.1' : ''}.`,
      );
  if (urls.length > 0 && (env.WEBHOOK_SECRET ?? '').length < 32)
    mistakes.push(
      `WEBHOOK_SECRET must be set where ${name} is: at least 32 characters that the receivers know too.`,
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
