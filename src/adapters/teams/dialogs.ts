import type { TaskModuleTaskInfo } from 'botbuilder';
import type { Card, ChatContext, Dialog } from '../../kernel/chat.ts';
import type { Log } from '../../kernel/log.ts';
import type { Result } from '../../kernel/result.ts';
import type { Json } from '../../ledger/canonical.ts';
import { fieldsOf, type TeamsActivity } from './activity.ts';
import { settle } from './faultReply.ts';

export type Dialogs = ReadonlyMap<string, Dialog>;
type Fields = { readonly [field: string]: Json };

export const dialogsOf = (list: readonly Dialog[]): Dialogs =>
  new Map(list.map((dialog) => [dialog.id, dialog]));

/** What a task module invoke is about: the dialog's id, and what came with it. */
export interface DialogCall {
  readonly id: unknown;
  readonly fields: Fields;
}

/** `task/fetch` and `task/submit`: the button's or card's data says `dialog`; the rest is its own. */
export function taskCall(activity: TeamsActivity): DialogCall {
  const data = fieldsOf(fieldsOf(activity.value)?.get('data'));
  return { id: data?.get('dialog'), fields: jsonFields(data) };
}

/** A message action: its command id is the dialog's; about the message it was opened on, or what was typed. */
export function messageActionCall(activity: TeamsActivity): DialogCall {
  const value = fieldsOf(activity.value);
  const message = fieldsOf(value?.get('messagePayload'));
  const fields = jsonFields(fieldsOf(value?.get('data')));
  return {
    id: value?.get('commandId'),
    fields: message ? { ...fields, message: jsonFields(message) } : fields,
  };
}

/** Without what is Teams' and ours. The values came out of JSON and are no deeper than an activity may be. */
function jsonFields(fields: ReadonlyMap<string, unknown> | undefined): Fields {
  const own = [...(fields ?? [])].filter(([name]) => name !== 'msteams' && name !== 'dialog');
  return Object.fromEntries(own) as Fields;
}

interface Turn {
  readonly speaker: () => Promise<Result<ChatContext, string>>;
  readonly log: Log;
}

const UNKNOWN = 'This dialog is not known here. Write help to see what you can say.';

/** Opens a dialog; a text where it cannot. */
export async function openDialog(
  dialogs: Dialogs,
  call: DialogCall,
  { speaker, log }: Turn,
): Promise<TaskModuleTaskInfo | string> {
  const dialog = typeof call.id === 'string' ? dialogs.get(call.id) : undefined;
  if (dialog === undefined) return UNKNOWN;
  const opened = await settle(async () => {
    const who = await speaker();
    return who.ok ? task(dialog, await dialog.open(who.value, call.fields)) : who.refusal;
  }, log);
  return opened.ok ? opened.value : opened.refusal;
}

/** Submits a dialog. Mistakes, and faults of ours, answer it again with what was typed. */
export async function submitDialog(
  dialogs: Dialogs,
  call: DialogCall,
  { speaker, log }: Turn,
): Promise<TaskModuleTaskInfo | string> {
  const dialog = typeof call.id === 'string' ? dialogs.get(call.id) : undefined;
  if (dialog === undefined) return UNKNOWN;
  let who: Result<ChatContext, string> | undefined;
  const submitted = await settle(async () => {
    who = await speaker();
    return who.ok ? submit(dialog, call.fields, who.value) : who.refusal;
  }, log);
  if (submitted.ok) return submitted.value;
  if (!who?.ok) return submitted.refusal;
  const { value: speaking } = who;
  const mistakes = [submitted.refusal];
  const again = await settle(() => dialog.again(call.fields, mistakes, speaking), log);
  return again.ok ? task(dialog, again.value) : submitted.refusal;
}

async function submit(
  dialog: Dialog,
  typed: Fields,
  speaker: ChatContext,
): Promise<TaskModuleTaskInfo | string> {
  const data = dialog.data.safeParse(typed);
  if (!data.success) {
    const mistakes = data.error.issues.map(({ message }) => message);
    return task(dialog, await dialog.again(typed, mistakes, speaker));
  }
  const result = await dialog.submit(data.data, speaker);
  if (result.kind === 'again') return task(dialog, result.card);
  return result.card === undefined ? result.text : task(dialog, result.card);
}

const task = ({ title }: Dialog, card: Card): TaskModuleTaskInfo => ({
  title,
  card: { contentType: 'application/vnd.microsoft.card.adaptive', content: card },
});
