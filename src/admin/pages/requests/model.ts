import type { Paths } from '../../contract/paths.ts';

type Operation = Paths['/api/v1/requests']['get'];

/** A request as the API shows it to this person. */
export type RequestItem =
  Operation['responses'][200]['content']['application/json']['items'][number];

export type RequestQuery = NonNullable<NonNullable<Operation['parameters']['query']>>;

type AnswerBody =
  Paths['/api/v1/requests/{id}/answer']['post']['requestBody']['content']['application/json'];

/** Why something is rejected, as the API takes it. */
export type Preset = NonNullable<AnswerBody['preset']>;

/** Whether a chosen value is one that this request offers. */
export const isPreset = ({ presets = [] }: RequestItem, value: string): value is Preset =>
  presets.some((preset) => preset.value === value);

/** `CRM assistant`; its id where the registry does not know it any more. Rules are nobody’s, and models a whole group’s. */
export const agentOf = ({ kind, agentName, agentId, businessGroup }: RequestItem): string =>
  kind === 'policyChange' ? 'The rules' : (businessGroup ?? agentName ?? agentId);

/** Whether a request is about one agent, which has a page. */
export const isOfAgent = ({ kind }: RequestItem): boolean =>
  kind !== 'policyChange' && kind !== 'modelList';

/** `wants to send a mail`, and to whom where this person may know. */
export function wishOf({ kind, does, detail = '', tool, businessGroup }: RequestItem): string {
  if (kind === 'policyChange') {
    const what = (does ?? '').replace(/^change the policy:? ?/, '');
    return what === '' ? 'would change' : `would change: ${what}`;
  }
  if (kind === 'modelList')
    return `would ${(does ?? '').replace(`let ${businessGroup} `, '')}${detail && `: ${detail}`}`;
  // From where it moves stands among the facts.
  if (kind === 'promotion') return `wants to ${does ?? 'move on'}`;
  return `wants to ${does ?? `use ${tool ?? 'a connector'}`} ${detail}`.trim();
}

/** Whether the payload is for this person. */
export const hasPayload = (request: RequestItem): boolean => request.impact !== undefined;

export const mayAnswer = ({ mayAnswer: people }: RequestItem, me: string): boolean =>
  people.some(({ id }) => id === me);

/** An approval may be taken back by who gave it, for a while and before it is used. */
export const mayUndo = (request: RequestItem, me: string, now = new Date()): boolean =>
  request.status === 'approved' &&
  request.undoUntil !== undefined &&
  new Date(request.undoUntil) > now &&
  request.stages.some(({ answers }) =>
    answers.some(({ person, answer }) => person.id === me && answer === 'approve'),
  );

export const mayWithdraw = ({ status, requester }: RequestItem, me: string): boolean =>
  status === 'pending' && requester.kind === 'person' && requester.id === me;
