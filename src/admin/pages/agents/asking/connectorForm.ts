import type { ConnectorAsk } from '../queries.ts';

export const ENVIRONMENT_WORDS = {
  dev: 'Development',
  pilot: 'Pilot',
  production: 'Production: only from a probation',
} as const;
export const LABEL_WORDS = {
  public: 'Public',
  general: 'General',
  confidential: 'Confidential',
  highlyConfidential: 'Highly confidential',
} as const;
export const DATA_QUESTIONS = {
  confidentialNotes: 'Confidential notes',
  executiveMailboxes: 'Mailboxes of executives',
  hrDocuments: 'HR documents',
  legalCorrespondence: 'Legal correspondence',
} as const;
export const CONNECTION_WORDS = {
  projectScoped: 'For this project only',
  shared: 'Shared: several projects act through the same identity',
} as const;
export const EFFECT_WORDS = {
  read: 'reads',
  draft: 'drafts',
  write: 'writes',
  send: 'sends',
} as const;

type Effect = keyof typeof EFFECT_WORDS;

export interface ToolTyped {
  readonly key: number;
  readonly name: string;
  readonly effect: Effect;
}

/** What stands in the form: texts as they were typed. */
export type ConnectorTyped = {
  readonly requestedFor: string;
  readonly environment: keyof typeof ENVIRONMENT_WORDS;
  readonly displayName: string;
  readonly connectorId: string;
  readonly vendor: string;
  readonly systemClass: ConnectorAsk['systemClass'];
  readonly connection: keyof typeof CONNECTION_WORDS;
  readonly dataDomains: string;
  readonly scopes: string;
  readonly scopeReason: string;
  readonly tools: readonly ToolTyped[];
  readonly businessJustification: string;
  readonly securityNotes: string;
  readonly label: keyof typeof LABEL_WORDS;
  readonly confidentialNotes: boolean;
  readonly executiveMailboxes: boolean;
  readonly hrDocuments: boolean;
  readonly legalCorrespondence: boolean;
  readonly rollbackPlan: string;
};

export const FIELDS = [
  'requestedFor',
  'environment',
  'displayName',
  'connectorId',
  'vendor',
  'systemClass',
  'connection',
  'dataDomains',
  'scopes',
  'scopeReason',
  'tools',
  'businessJustification',
  'securityNotes',
  'dataClassification',
  'rollbackPlan',
] as const;

export const emptyForm = (requestedFor: string, connectorId: string): ConnectorTyped => ({
  requestedFor,
  environment: 'pilot',
  displayName: '',
  connectorId,
  vendor: '',
  systemClass: 'other',
  connection: 'projectScoped',
  dataDomains: '',
  scopes: '',
  scopeReason: '',
  tools: [{ key: 0, name: '', effect: 'read' }],
  businessJustification: '',
  securityNotes: '',
  label: 'general',
  confidentialNotes: false,
  executiveMailboxes: false,
  hrDocuments: false,
  legalCorrespondence: false,
  rollbackPlan: '',
});

const list = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** What was typed → the body of `POST /requests`. The API checks it. */
export function askOf(typed: ConnectorTyped): ConnectorAsk {
  const {
    label,
    confidentialNotes,
    executiveMailboxes,
    hrDocuments,
    legalCorrespondence,
    ...rest
  } = typed;
  const { vendor, tools, dataDomains, scopes, scopeReason, ...plain } = rest;
  return {
    kind: 'connector',
    ...plain,
    ...(vendor.trim() !== '' && { vendor }),
    dataDomains: list(dataDomains),
    scopes: list(scopes),
    ...(scopeReason.trim() !== '' && { scopeReason }),
    tools: tools
      .filter(({ name }) => name.trim() !== '')
      .map(({ name, effect }) => ({ name: name.trim(), effect })),
    dataClassification: {
      label,
      confidentialNotes,
      executiveMailboxes,
      hrDocuments,
      legalCorrespondence,
    },
  };
}
