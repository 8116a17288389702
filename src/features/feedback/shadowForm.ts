import type { Card, ChatContext } from '../../kernel/chat.ts';
import type { Json } from '../../ledger/canonical.ts';
import { shadowCard } from './cards/shadow.ts';
import { reportShadowUse } from './changing.ts';
import type { FeedbackDeps } from './deps.ts';
import { readShadow, type ShadowTyped } from './forms.ts';
import { guess } from './guessing.ts';
import { type SentForm, takeForm } from './reporting.ts';

type Where = 'chat' | 'dialog';
/** A fresh form, with the name that was given and the message that it is about. */
export async function openShadowForm(
  deps: FeedbackDeps,
  where: Where,
  { person, roles }: ChatContext,
  { what = '', ...about }: { readonly what?: string; readonly [field: string]: Json | undefined },
): Promise<Card> {
  const message = about['message'];
  const { quoted } =
    message === undefined
      ? { quoted: '' }
      : await guess(deps, { person: person.id, roles }, { message });
  const typed = { what, where: '', text: '', quoted, form: deps.newId() };
  return shadowCard({ where, typed, mistakes: [] });
}

/** Takes what the form sent, once. */
export function sendShadow(
  deps: FeedbackDeps,
  via: Where,
  typed: ShadowTyped,
  { person }: ChatContext,
): Promise<SentForm> {
  const read = readShadow(typed);
  if ('mistakes' in read) return Promise.resolve({ kind: 'mistakes', mistakes: read.mistakes });
  const { filled } = read;
  const command = { ...filled, person: person.id, via };
  return takeForm(deps, { person: person.id, form: typed.form, filled: { ...filled } }, (key) =>
    reportShadowUse(deps, command, key),
  );
}
