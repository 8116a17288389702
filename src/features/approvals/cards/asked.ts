import { line } from '../../../kernel/cards/lines.ts';
import { defineSheet } from '../../../kernel/cards/sheet.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import { showAction } from './matter.ts';

/** What a form that was sent came to. */
export interface AskedView {
  readonly request: string;
  /** In a sentence of ours: opened until when, or that it was asked before. */
  readonly said: string;
}

/** Stands in a form's place once it has been sent. */
export const askedCard = defineSheet<AskedView>('asked', ({ request, said }) => ({
  kicker: [own(request)],
  title: [own('You have asked')],
  lead: [line(inert(said, 400, 'prose'))],
  actions: [showAction(request)],
}));
