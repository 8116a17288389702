import type { BadgeProps } from '@fluentui/react-components';

type Look = Pick<BadgeProps, 'color' | 'appearance'>;

/** Words and colour of a request's status; the word alone says it all. */
export const STATUS: Readonly<Record<string, { readonly word: string; readonly look: Look }>> = {
  pending: { word: 'Waiting', look: { color: 'warning', appearance: 'tint' } },
  approved: { word: 'Approved', look: { color: 'success', appearance: 'tint' } },
  rejected: { word: 'Rejected', look: { color: 'danger', appearance: 'tint' } },
  expired: { word: 'Expired', look: { color: 'informative', appearance: 'tint' } },
  withdrawn: { word: 'Withdrawn', look: { color: 'informative', appearance: 'tint' } },
  redeemed: { word: 'Done', look: { color: 'success', appearance: 'outline' } },
  lapsed: { word: 'Not used', look: { color: 'informative', appearance: 'outline' } },
  undone: { word: 'Undone', look: { color: 'danger', appearance: 'outline' } },
  void: { word: 'Void', look: { color: 'danger', appearance: 'outline' } },
};

export const KINDS: Readonly<Record<string, string>> = {
  outboundAction: 'Action',
  connector: 'Connector',
  tierEscalation: 'Tier',
  standingGrant: 'Standing grant',
  policyChange: 'Policy',
  modelList: 'Models of a group',
  promotion: 'Promotion',
  deviation: 'Deviation',
  boundsChange: 'Bounds',
};

export const TIERS: Readonly<Record<string, string>> = {
  readOnly: 'Read only',
  draftOnly: 'Draft only',
  delegatedAction: 'Delegated action',
};

/** `ask the owners` → `Ask the owners`. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A word for what has none: `fooBar` → `Foo bar`. */
export const spelledOut = (name: string): string => {
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return capital(words);
};

export const PLATFORMS: Readonly<Record<string, string>> = {
  copilot: 'Microsoft 365 Copilot',
  copilotStudio: 'Copilot Studio',
  foundry: 'AI Foundry',
  thirdParty: 'Third party',
};

export const SYSTEMS: Readonly<Record<string, string>> = {
  mail: 'Mail',
  chat: 'Chat',
  files: 'Files',
  calendar: 'Calendar',
  finance: 'Finance',
  crm: 'Customers (CRM)',
  ticketing: 'Tickets',
  knowledge: 'Knowledge',
  web: 'The open web',
  other: 'Something else',
};
