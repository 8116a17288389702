/** How the app got to know who is in front of it. */
export interface Session {
  /** An access token that is valid now. */
  readonly token: () => Promise<string>;
  /** Forgets who it was; absent where the host decides who is signed in. */
  readonly leave?: () => void;
  readonly host: Host;
}

export type ThemeName = 'light' | 'dark' | 'contrast';

/** What stands around the app: Teams, or a browser's window. */
export interface Host {
  readonly name: 'teams' | 'browser';
  readonly theme: ThemeName;
  /** Calls back when the theme changes; answers how to stop. */
  readonly onTheme: (listener: (theme: ThemeName) => void) => () => void;
  /** Where a link into the app wants to go, below `/admin`. */
  readonly wantedPath?: string;
}

/** What the server says before anybody has signed in (`/admin/config.json`). */
export type SiteConfig =
  | {
      readonly mode: 'azure';
      readonly tenantId: string;
      readonly clientId: string;
      readonly scope: string;
    }
  | {
      readonly mode: 'local';
      readonly tenantId: string;
      readonly people: readonly LocalPerson[];
    };

export interface LocalPerson {
  readonly upn: string;
  readonly name: string;
  readonly roles: readonly string[];
}

export async function siteConfig(): Promise<SiteConfig> {
  const response = await fetch('/admin/config.json');
  if (!response.ok) throw new Error('The server did not say how to sign in. Load the page again.');
  return (await response.json()) as SiteConfig;
}

/** When a JWT ends, in epoch milliseconds; 0 for what is none. Only to know when to ask for the next one. */
export function endOf(token: string): number {
  try {
    const claims = token.split('.')[1] ?? '';
    const text = atob(claims.replaceAll('-', '+').replaceAll('_', '/'));
    const { exp } = JSON.parse(text) as { exp?: unknown };
    return typeof exp === 'number' ? exp * 1_000 : 0;
  } catch {
    return 0;
  }
}

const SPARE_MS = 60_000;

/** Keeps a token in memory until a minute before it ends. */
export function remembered(fetchToken: () => Promise<string>): () => Promise<string> {
  let token: Promise<string> | undefined;
  let end = 0;
  return () => {
    if (token && Date.now() < end) return token;
    const asked = fetchToken();
    token = asked;
    end = Number.POSITIVE_INFINITY;
    asked.then(
      (text) => {
        end = endOf(text) - SPARE_MS;
      },
      () => {
        token = undefined;
      },
    );
    return asked;
  };
}
