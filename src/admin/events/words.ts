import { targetWords } from '../parts/targets.ts';
import { spelledOut } from '../parts/words.ts';
import type { EventContent } from './line.ts';

type Data = EventContent['data'];

const text = (data: Data, name: string): string => {
  const value = data[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

const idOf = (data: Data, name: string): string => {
  const value = data[name];
  if (typeof value === 'object' && value !== null && 'id' in value) return String(value.id);
  return text(data, name);
};

const because = (data: Data): string => {
  const reason = text(data, 'reason') || text(data, 'because');
  return reason === '' || reason === 'hidden' ? '' : `: “${reason}”`;
};

/** `: crm-assistant with mail/send`, as far as it is about an agent and a connector. */
function aboutWhat(data: Data): string {
  if (text(data, 'kind') === 'policyChange') return ': other rules';
  if (text(data, 'kind') === 'modelList') return ': more models for a business group';
  const [agent, connector, tool] = ['agentId', 'connectorId', 'tool'].map((one) => text(data, one));
  const place = connector === '' ? '' : ` with ${connector}${tool === '' ? '' : `/${tool}`}`;
  return agent === '' ? '' : `: ${agent}${place}`;
}

/** `1 connector, 3 scopes` */
const counted = (counts: unknown): string =>
  Object.entries(counts instanceof Object ? counts : {})
    .map(([what, n]) => `${String(n)} ${n === 1 ? what.slice(0, -1) : what}`)
    .join(', ');

const OUTCOMES: Readonly<Record<string, string>> = {
  allow: 'was allowed',
  deny: 'was denied',
  needsApproval: 'needs approval',
};

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

/** `: 2 scopes, 1 site`, of what was found beyond the record. */
function grownWords(data: Data): string {
  const grown = Object.entries(data['grown'] ?? {}).filter(([, names]) => lengthOf(names) > 0);
  const words = grown.map(([kind, names]) => {
    const count = lengthOf(names);
    return `${count} ${count === 1 ? kind.replace(/s$/, '') : kind}`;
  });
  return words.length === 0 ? '' : `: ${words.join(', ')}`;
}

/** Who or what an inventory, a quota or a missing owner is about. */
const found = (data: Data): string => text(data, 'id') || text(data, 'agentId');

/** What a report names: an agent, or what nobody registered. */
const reported = (data: Data): string => text(data, 'agent') || text(data, 'workflow');

/** `: up to draft only, each call is kept with its arguments`, as it was verified; events of before that was kept do not say. */
function limits(data: Data): string {
  const found = data['verified'];
  if (!(found instanceof Object && 'tierCeiling' in found && 'logLevel' in found)) return '';
  const kept = found.logLevel === 'whole' ? ', each call is kept with its arguments' : '';
  return `: up to ${spelledOut(String(found.tierCeiling)).toLowerCase()}${kept}`;
}

/** What an event says in a sentence, without who and when; a type that is not here is spelled out. */
const SAID: Readonly<Record<string, (data: Data) => string>> = {
  'agent-imported': (data) => `${idOf(data, 'agent')} was registered`,
  'agent-changed': (data) => `${idOf(data, 'agent')} was changed`,
  'agent-retired': (data) => `${idOf(data, 'agent')} was retired${because(data)}`,
  'connector-imported': (data) => `${idOf(data, 'connector')} was listed`,
  'connector-changed': (data) => `${idOf(data, 'connector')} was changed`,
  'connector-put-on-probation': (data) =>
    `${idOf(data, 'connector')} was put on probation${limits(data)}`,
  'connector-promoted': (data) => `${idOf(data, 'connector')} was promoted to production`,
  'connector-rejected': (data) => `${idOf(data, 'connector')} was rejected${because(data)}`,
  'connector-revoked': (data) => `${idOf(data, 'connector')} was revoked${because(data)}`,
  'connector-widened': (data) => `${idOf(data, 'connector')} was widened after a review`,
  'probation-ended': (data) => `The probation of ${idOf(data, 'connector')} ended`,
  'probation-extended': (data) =>
    `The probation of ${text(data, 'connectorId')} was extended${limits(data)}`,
  'capability-granted': (data) => `${idOf(data, 'agent')} may use ${idOf(data, 'connector')}`,
  'owner-missing': (data) => `${text(data, 'agentId')} has lost an owner`,
  'owner-restored': (data) => `${text(data, 'agentId')} has its owners again`,
  'agent-reported': (data) =>
    text(data, 'version') === ''
      ? `${text(data, 'source')} reported ${text(data, 'agentId')}`
      : `${text(data, 'source')} reported ${text(data, 'agentId')} in version ${text(data, 'version')}`,
  'inventory-observed': (data) =>
    `${text(data, 'source')} showed something new of ${text(data, 'id')}`,
  'accumulation-looked': (data) =>
    `What ${text(data, 'source')} shows of ${text(data, 'agentId')} has changed`,
  'accumulation-measured': (data) =>
    `${text(data, 'agentId')} was counted: ${counted(data['counts'])}`,
  'accumulation-exceeded': (data) => `${text(data, 'agentId')} has gathered more than its template`,
  'accumulation-eased': (data) =>
    `${text(data, 'agentId')} has gathered less of what was above its template`,
  'model-list-set': (data) =>
    text(data, 'request') === ''
      ? `The models that ${text(data, 'businessGroup')} may use were narrowed${because(data)}`
      : `${text(data, 'businessGroup')} may use more models, by ${text(data, 'request')}`,
  'model-run-recorded': (data) =>
    `${text(data, 'agentId')} was tried with ${text(data, 'suite')} on ${text(data, 'model')}: ${text(data, 'passed')} passed, ${text(data, 'failed')} failed`,
  'tier-raised': (data) =>
    `${idOf(data, 'agent')} got a higher tier with ${idOf(data, 'connector')}`,
  'tier-ended': (data) => `The higher tier with ${idOf(data, 'connector')} ended`,
  'request-asked': (data) => `${text(data, 'request')} asked${aboutWhat(data)}`,
  'request-answered': (data) =>
    `${text(data, 'request')}: ${text(data, 'answer') === 'approve' ? 'yes' : 'no'} as ${text(data, 'as')}${because(data)}`,
  'request-approved': (data) => `${text(data, 'request')} is approved`,
  'request-rejected': (data) => `${text(data, 'request')} is rejected${because(data)}`,
  'request-expired': (data) => `${text(data, 'request')} expired`,
  'request-withdrawn': (data) => `${text(data, 'request')} was withdrawn${because(data)}`,
  'request-redeemed': (data) => `The receipt of ${text(data, 'request')} was redeemed`,
  'request-lapsed': (data) => `${text(data, 'request')} was approved and not used`,
  'request-undone': (data) => `The approval of ${text(data, 'request')} was taken back`,
  'request-voided': (data) => `The approval of ${text(data, 'request')} is void`,
  'requests-struck': (data) => `What ${text(data, 'pause')} holds or voids was listed`,
  'action-authorized': (data) =>
    `${text(data, 'agent')} with ${text(data, 'connector')}/${text(data, 'tool')} ${OUTCOMES[text(data, 'outcome')] ?? text(data, 'outcome')}`,
  'outcome-reported': (data) =>
    `${text(data, 'decision')} was reported as ${text(data, 'outcome')}`,
  'pause-started': (data) =>
    `${text(data, 'pause')} paused ${targetWords(text(data, 'target'))}${because(data)}`,
  'pause-owners-told': (data) => `Owners were told of ${text(data, 'pause')}`,
  'pause-lifted': (data) => `${text(data, 'pause')} was lifted${because(data)}`,
  'lever-pulled': (data) =>
    `Lever ${text(data, 'lever')} of ${text(data, 'pause')} was told to ${text(data, 'to')}`,
  'lever-read': (data) =>
    `Lever ${text(data, 'lever')} of ${text(data, 'pause')} reads back: ${text(data, 'state')}`,
  'review-started': (data) => `The access review ${text(data, 'campaign')} was begun`,
  'review-opened': (data) =>
    `${text(data, 'campaign')} asks what ${text(data, 'agentId')} is to keep`,
  'feedback-reported': (data) => `${text(data, 'case')} about ${reported(data)} was reported`,
  'feedback-triaged': (data) => `${text(data, 'case')} is ${text(data, 'status')}`,
  'feedback-answered': (data) => `${text(data, 'case')}: its reporter answered`,
  'defect-flagged': (data) => `A defect of ${reported(data)} is systemic`,
  'defect-cleared': (data) => `A defect of ${reported(data)} is no longer systemic`,
  'grant-given': (data) => `A standing grant for ${text(data, 'agentId')} was given`,
  'grant-revoked': () => 'A standing grant was revoked',
  'growth-found': (data) =>
    data['known'] === true
      ? `${found(data)} has more than was recorded${grownWords(data)} (seen by ${text(data, 'source')})`
      : `${found(data)} is on no list (seen by ${text(data, 'source')})`,
  'owners-checked': (data) =>
    `The owners of ${text(data, 'agents')} agents were looked up: ${text(data, 'ownerless')} lack one`,
  'stranger-called': (data) =>
    `A call named the ${text(data, 'about')} ${text(data, 'name')}, which nobody registered`,
  'strangers-flooded': (data) =>
    `Calls named more than ${text(data, 'names')} agents and connectors that nobody registered`,
  'quota-reached': (data) =>
    `${found(data)} has used ${text(data, 'share')} % of its ${text(data, 'limit')} calls a ${text(data, 'span')}`,
  'quota-told': (data) =>
    `The owner of ${found(data)} ${data['delivered'] === true ? 'was' : 'could not be'} told of its quota`,
  'alarm-posted': (data) => `${text(data, 'alarm')} was posted to a room`,
  'alarm-told': (data) =>
    `${text(data, 'alarm')} was accepted by ${text(data, 'accepted')} of ${text(data, 'of')} other systems`,
  'alarm-raised': (data) => `${text(data, 'alarm')}: ${text(data, 'what')}`,
  'alarm-acknowledged': (data) => `${text(data, 'alarm')} was acknowledged`,
  'card-delivered': (data) => `A card about ${text(data, 'request')} was delivered`,
};

const spelled = (type: string): string => {
  const words = type.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const eventWords = (type: string, { data }: EventContent): string =>
  SAID[type]?.(data) ?? spelled(type);

const SUBJECTS = ['request', 'pause', 'case', 'decision', 'alarm'] as const;

/** Where more is told about what an event concerns; undefined where there is no such page. */
export function whereTo(data: Data): { readonly id: string; readonly href: string } | undefined {
  for (const name of SUBJECTS) {
    const id = text(data, name);
    if (/^AR-\d+$/.test(id)) return { id, href: `/requests/${id}` };
    if (/^F-\d+$/.test(id)) return { id, href: `/feedback/${id}` };
    if (id.startsWith('D-')) return { id, href: `/ledger/decisions/${id}` };
    if (/^(P-\d+|AL-\w+)$/.test(id)) return { id, href: `/ledger?subject=${id}` };
  }
  return undefined;
}
