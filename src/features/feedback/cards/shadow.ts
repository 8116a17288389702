import type { Room } from '../../../kernel/cards/define.ts';
import { defineForm, type Field, type Form, type Mistake } from '../../../kernel/cards/form.ts';
import { line } from '../../../kernel/cards/lines.ts';
import { own } from '../../../kernel/cards/text.ts';
import { MOST_TEXT, MOST_WHERE, MOST_WORKFLOW, type ShadowTyped } from '../forms.ts';
import { aboutMessage } from './report.ts';

/** The form of a report of what nobody registered, empty or with what was typed. */
export interface ShadowView {
  /** A card in chat sends a verb, a dialog its submit. */
  readonly where: 'chat' | 'dialog';
  readonly typed: ShadowTyped;
  readonly mistakes: readonly Mistake[];
}

const fieldsOf = ({ what, where, text }: ShadowTyped): readonly Field[] => [
  {
    kind: 'text',
    id: 'what',
    label: 'What is it called?',
    hint: 'An agent, a source or a workaround',
    missing: 'Say what it is called.',
    value: what,
    most: MOST_WORKFLOW,
  },
  {
    kind: 'text',
    id: 'text',
    label: 'What is done with it?',
    hint: 'For example: customer lists are pasted into it',
    missing: 'Say what you saw.',
    value: text,
    many: true,
    most: MOST_TEXT,
  },
  {
    kind: 'text',
    id: 'where',
    label: 'Where is it used?',
    hint: 'Optional: a team, a site or a chat',
    value: where,
    most: MOST_WHERE,
  },
];

function build({ where, typed, mistakes }: ShadowView, room: Room): Form {
  const { form, quoted } = typed;
  const title = 'Send report';
  return {
    title: [own('Report what nobody registered')],
    lead: [
      line(
        own(
          'People use something that is on no list: name that, and no person. Whoever oversees the agents reads this and looks for a registered way; you hear what becomes of it.',
        ),
      ),
    ],
    sections: aboutMessage(quoted, room),
    mistakes,
    fields: fieldsOf(typed),
    ...(where === 'chat'
      ? { actions: [{ title, data: { verb: 'shadow-send', form, quoted } }] }
      : { dialog: { title, data: { dialog: 'report-shadow', form, quoted } } }),
  };
}

export const shadowCard = defineForm<ShadowView>('feedback-shadow', build);
