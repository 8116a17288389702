import { plainDay } from '../../../kernel/cards/time.ts';
import { listed } from '../cards/words.ts';
import type { Effect, Label } from '../domain/model.ts';
import type { Closed, PermissionPath } from '../domain/permissionPath.ts';
import { ENVIRONMENT_NAMES } from '../domain/words.ts';

const EFFECT_NAMES: Readonly<Record<Effect, string>> = {
  read: 'read',
  draft: 'prepare drafts',
  write: 'write',
  send: 'send',
};

export const LABEL_NAMES: Readonly<Record<Label, string>> = {
  public: 'public',
  general: 'general',
  confidential: 'confidential',
  highlyConfidential: 'highly confidential',
};

const CLOSED: Readonly<Record<Closed, string>> = {
  expired: 'the agent has come to the end of its time',
  unlisted: 'nobody lists that connector',
  rejected: 'the connector was rejected',
  revoked: 'the connector was revoked',
  'probation-over': 'the probation of the connector is over and nobody has decided',
  environment: 'the connector is not allowed where the agent runs',
  'business-group': 'the connector belongs to another business group',
  'no-tool': 'the connector has no tools',
};

export const effectNames = (effects: readonly Effect[]): string =>
  listed(effects.map((effect) => EFFECT_NAMES[effect]));

/** Who stands at the ends of a path. */
export interface Ends {
  /** The agent, as people call it. */
  readonly agent: string;
  /** Who approves for it. */
  readonly owner: string;
}

/** A permission path in one sentence: who, with which tier, to what, where, and who is asked. Every path has one. */
export function pathSentence(path: PermissionPath, { agent, owner }: Ends): string {
  const name = path.connectorName;
  if (path.closed) return `${agent} may do nothing with ${name}, because ${CLOSED[path.closed]}.`;
  const until = path.until ? ` until ${plainDay(path.until)}` : '';
  const state = path.status === 'probation' ? 'on probation' : 'approved';
  const labels = listed(path.labels.map((label) => LABEL_NAMES[label]));
  const content = labels === '' ? 'content of no label' : `${labels} content`;
  return [
    `${agent} has the tier ${path.tier}${until} on ${name}, which is ${state} for ${ENVIRONMENT_NAMES[path.environment]}`,
    path.scopes && path.scopes.length > 0 ? ` and holds ${listed(path.scopes)}` : '',
    `: with ${content} it may ${deeds(path, owner)}.`,
  ].join('');
}

function deeds({ alone, approved, finance }: PermissionPath, owner: string): string {
  const who = finance ? 'two finance controllers approve' : `${owner} approves`;
  const parts = [
    ...(alone.length > 0 ? [`${effectNames(alone)} by itself`] : []),
    ...(approved.length > 0 ? [`${effectNames(approved)} after ${who}`] : []),
  ];
  return parts.length === 0 ? 'do nothing' : parts.join(', and ');
}
