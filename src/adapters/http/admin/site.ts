/** Somebody who may be chosen on this machine. */
export interface Choosable {
  readonly upn: string;
  readonly name: string;
  /** In words a person reads. */
  readonly roles: readonly string[];
}

/** What the admin app is told before anybody has signed in: nothing of it is secret. */
export type SiteConfig =
  | {
      readonly mode: 'azure';
      readonly tenantId: string;
      readonly clientId: string;
      /** What a browser outside Teams asks a token for. */
      readonly scope: string;
    }
  | {
      readonly mode: 'local';
      readonly tenantId: string;
      readonly people: readonly Choosable[];
    };

export interface AdminSite {
  readonly config: SiteConfig;
  /** Where `npm run build` leaves what the browser gets. */
  readonly folder: string;
  /** In local mode alone: a local access token for somebody of the example organisation; undefined where nobody is called that. */
  readonly signIn?: (upn: string, steppedUp: boolean) => Promise<string | undefined>;
}

/** Where Teams, Outlook and the Microsoft 365 app show tabs. */
const TEAMS_HOSTS = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.cloud.microsoft',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.live.com',
  'https://outlook.office365.com',
];
const ENTRA = 'https://login.microsoftonline.com';
/** Of the empty style element into which Fluent inserts its rules by script. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** What a page of the app may load, send and be framed by. */
export function contentSecurityPolicy({ mode }: SiteConfig): string {
  const isLocal = mode === 'local';
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${EMPTY_STYLE}`,
    `connect-src 'self'${isLocal ? '' : ` ${ENTRA}`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `frame-ancestors ${isLocal ? "'self'" : TEAMS_HOSTS.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
