import * as z from 'zod';
import type { ChatContext, Verb, VerbReply } from '../../kernel/chat.ts';
import { Fault } from '../../kernel/faults.ts';
import { fieldsOf, type TeamsActivity } from './activity.ts';

export type Verbs = ReadonlyMap<string, Verb>;

/** By name. Refuses a verb whose data would let unknown fields pass unseen. */
export function verbsOf(list: readonly Verb[]): Verbs {
  for (const { verb, data } of list)
    if (data instanceof z.ZodObject && !(data.def.catchall instanceof z.ZodNever))
      throw new Fault('misconfigured', `the data of verb ${verb} must be a strict object`);
  return new Map(list.map((verb) => [verb.verb, verb]));
}

/** A press on a card's button, as it came. */
export interface Click {
  readonly verb: unknown;
  readonly data: unknown;
  readonly trigger: unknown;
}

/** An Action.Execute: an invoke `adaptiveCard/action`. */
export function executedClick(activity: TeamsActivity): Click {
  const value = fieldsOf(activity.value);
  const action = fieldsOf(value?.get('action'));
  const isExecute = action?.get('type') === 'Action.Execute';
  return {
    verb: isExecute ? action.get('verb') : undefined,
    data: action?.get('data'),
    trigger: value?.get('trigger'),
  };
}

/** An Action.Submit, the fallback: a message without text whose value is the same data. */
export function submittedClick(activity: TeamsActivity): Click | undefined {
  const data = fieldsOf(activity.value);
  if (data === undefined || (activity.text ?? '').trim() !== '') return undefined;
  return { verb: data.get('verb'), data: activity.value, trigger: undefined };
}

const refused = (status: 400 | 404, text: string): VerbReply => ({ kind: 'refused', status, text });

const UNKNOWN = refused(404, 'This button does nothing here. Ask for a fresh card.');
const ALTERED = refused(400, 'This button does not carry what it should. Ask for a fresh card.');
const NO_DIALOG = refused(
  400,
  'Dialogs do not open here. What this one asks can be filled in on a card: write help to see how.',
);
const UNTAPPED = refused(400, 'That takes a tap of yours.');

/** Runs a verb, or refuses the click before any of its code sees it. */
export async function runVerb(
  verbs: Verbs,
  click: Click,
  speaker: () => Promise<ChatContext | VerbReply>,
): Promise<VerbReply> {
  const verb = typeof click.verb === 'string' ? verbs.get(click.verb) : undefined;
  if (verb === undefined)
    return fieldsOf(click.data)?.get('dialog') === undefined ? UNKNOWN : NO_DIALOG;
  if (click.trigger !== undefined && click.trigger !== 'manual') {
    if (click.trigger !== 'automatic' || !verb.automatic) return UNTAPPED;
  }
  const fields = fieldsOf(click.data);
  if (fields?.get('verb') !== verb.verb) return ALTERED;
  const { verb: _, ...rest } = Object.fromEntries(fields);
  const data = verb.data.safeParse(rest);
  if (!data.success) return ALTERED;
  const who = await speaker();
  return 'kind' in who ? who : verb.run(data.data, who);
}
