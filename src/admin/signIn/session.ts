/** How the app got to know who is in front of it. */
export interface Session {
  /** An access token that is valid now. */
  readonly token: () => Promise<string>;
  /** Signs in anew, as the API asks for with its claims challenge; the token that `token` gives from then on proves it. */
  readonly stepUp: (claims: string) => Promise<void>;
  /** Forgets who it was; absent where the host decides who is signed in. */
  readonly leave?: () => void;
  /** What leaving is called: out of an account, or over to somebody else of the example organisation. */
  readonly leaving?: 'Sign out' | 'Switch';
  readonly host: Host;
}

export type ThemeName = 'light' | 'dark' | 'contrast';

/** What stands around the app: Teams, or a browser's window. */
export interface Host {
  readonly name: 'teams' | 'browser';
  /** As it is now. */
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
  const { exp } = claimsOf(token);
  return typeof exp === 'number' ? exp * 1_000 : 0;
}

/** What a JWT says, unverified: the server does not take our word for any of it. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  try {
    const claims = token.split('.')[1] ?? '';
    const text = atob(claims.replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

const SPARE_MS = 60_000;

export interface Remembered {
  readonly token: () => Promise<string>;
  /** What was got in another way is the token from now on. */
  readonly put: (token: string) => void;
}

/** Keeps a token in memory until a minute before it ends. */
export function remembered(fetchToken: () => Promise<string>): Remembered {
  let token: Promise<string> | undefined;
  let end = 0;
  const put = (text: string): void => {
    token = Promise.resolve(text);
    end = endOf(text) - SPARE_MS;
  };
  const get = (): Promise<string> => {
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
  return { token: get, put };
}
