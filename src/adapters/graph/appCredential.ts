import { createPrivateKey, X509Certificate } from 'node:crypto';
import { Fault } from '../../kernel/faults.ts';
import type { Credential } from './graph.ts';

export interface AppSignIn {
  readonly tenantId: string;
  readonly clientId: string;
  /** The registration's certificate and its private key, PEM one after the other, as Key Vault keeps them. */
  readonly certificate: string;
}

/**
 * Signs in to Graph as a registration, for tenants that give directory permissions to registrations and not to managed
 * identities. Loads teamsfx (0.7 s, 70 MB), so not before it is known to be wanted. Throws `misconfigured` on a certificate
 * that is none or is without its key.
 */
export async function appCredential(signIn: AppSignIn): Promise<Credential> {
  requireWhole(signIn.certificate);
  const { AppCredential } = await import('@microsoft/teamsfx');
  return new AppCredential(signInOf(signIn));
}

/** As teamsfx is told it. */
export const signInOf = ({ tenantId, clientId, certificate }: AppSignIn) => ({
  authorityHost: 'https://login.microsoftonline.com',
  tenantId,
  clientId,
  certificateContent: certificate,
});

/** Without a cause: what a parser says about a text quotes it. */
export function requireWhole(pem: string): void {
  try {
    if (new X509Certificate(pem).checkPrivateKey(createPrivateKey(pem))) return;
  } catch {
    // said below
  }
  throw new Fault('misconfigured', 'the certificate for Graph is not PEM with its private key');
}
