import type { Json } from '../../../ledger/canonical.ts';
import type { Perform } from '../answering.ts';
import { document } from '../outside.ts';
import { asset, page } from './files.ts';
import { localSignIn } from './signIn.ts';
import { type AdminSite, contentSecurityPolicy } from './site.ts';

type Mount = (method: 'GET' | 'POST', path: string, name: string, perform: Perform) => void;

/** The admin app below `/admin`: its files, what it is told, and in local mode the choice of a person. */
export function mountAdmin(mount: Mount, { config, folder, signIn }: AdminSite): void {
  const headers = { 'content-security-policy': contentSecurityPolicy(config) };
  const index: Perform = ({ req }) => page(folder, req, headers);
  mount('GET', '/admin/config.json', 'admin-config', async () => document(jsonOf(config)));
  if (signIn)
    mount('POST', '/admin/sign-in', 'admin-sign-in', ({ req }) => localSignIn(req, signIn));
  mount('GET', '/admin/assets/*', 'admin-asset', ({ req }) => asset(folder, nameIn(req.url), req));
  mount('GET', '/admin', 'admin', index);
  mount('GET', '/admin/*', 'admin-page', index);
}

const jsonOf = (config: AdminSite['config']): Json => JSON.parse(JSON.stringify(config)) as Json;

/** What stands behind `/admin/assets/`, as it was sent: a name with anything encoded in it is nobody's. */
const nameIn = (url = ''): string => /^\/admin\/assets\/([^?]*)/.exec(url)?.[1] ?? '';
