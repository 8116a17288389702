import type { Room } from '../../../kernel/cards/define.ts';
import { defineForm, type Field, type Form, type Mistake } from '../../../kernel/cards/form.ts';
import { line } from '../../../kernel/cards/lines.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import type { Category } from '../domain/categories.ts';
import { SEVERITIES } from '../domain/events.ts';
import { SEVERITY_NAMES } from '../domain/sentences.ts';
import { MOST_TEXT, MOST_WORKFLOW, type Typed } from '../forms.ts';

/** The form of a report, empty or with what was typed. */
export interface ReportView {
  /** A card in chat sends a verb, a dialog its submit. */
  readonly where: 'chat' | 'dialog';
  readonly typed: Typed;
  /** The agent was guessed, and nobody has confirmed it yet. */
  readonly guessed: boolean;
  readonly agents: readonly { readonly id: string; readonly name: string }[];
  readonly categories: readonly Category[];
  readonly mistakes: readonly Mistake[];
}

/** With more agents than these a menu helps nobody, and would not fit: the id is typed. */
const MENU = 25;

function agentField({ agents, typed, guessed }: ReportView): Field {
  const label = guessed ? 'Agent (my guess: change it where I am wrong)' : 'Agent';
  const common = { id: 'agentId', label, value: typed.agentId, missing: 'Say which agent.' };
  if (agents.length > MENU)
    return { ...common, kind: 'text', hint: 'Its id, for example crm-assistant', most: 64 };
  const choices = agents.map(({ id, name }) => ({ title: `${name} (${id})`, value: id }));
  return { ...common, kind: 'choice', hint: 'Choose an agent', choices };
}

const categoryField = ({ categories, typed }: ReportView): Field => ({
  kind: 'choice',
  id: 'category',
  label: 'What went wrong?',
  value: typed.category,
  spread: true,
  missing: 'Choose what went wrong.',
  choices: categories.map(({ id, label, definition, example }) => ({
    title: `${label}. ${definition}, for example ${example}.`,
    value: id,
  })),
});

const severityField = ({ typed }: ReportView): Field => ({
  kind: 'choice',
  id: 'severity',
  label: 'How bad is it?',
  value: typed.severity,
  choices: SEVERITIES.map((value) => ({ title: SEVERITY_NAMES[value], value })),
});

const workflowField = ({ typed }: ReportView): Field => ({
  kind: 'text',
  id: 'workflow',
  label: 'In which workflow?',
  hint: 'Optional, for example offers',
  value: typed.workflow,
  most: MOST_WORKFLOW,
});

const textField = ({ typed }: ReportView): Field => ({
  kind: 'text',
  id: 'text',
  label: 'In your own words',
  hint: 'Optional. Whoever triages it reads it; the agent does not.',
  value: typed.text,
  many: true,
  most: MOST_TEXT,
});

/** The words of the message that a report is about, where it is about one. */
export const aboutMessage = (quoted: string, room: Room): NonNullable<Form['sections']> =>
  quoted === ''
    ? []
    : [
        {
          heading: 'About this message',
          quoted: true,
          lines: [line(inert(quoted, room.text / 2, 'prose'))],
        },
      ];

function build(view: ReportView, room: Room): Form {
  const { where, typed, mistakes } = view;
  const { form, quoted } = typed;
  const data = { form, quoted };
  return {
    title: [own('Report an agent issue')],
    lead: [
      line(own('Choose what went wrong and send it. Whatever else you fill in helps.')),
      ...(where === 'chat'
        ? [
            line(
              own(
                'Something that nobody registered? Choose it under “…”, or type “report shadow”.',
                {
                  isSubtle: true,
                },
              ),
            ),
          ]
        : []),
    ],
    sections: aboutMessage(quoted, room),
    mistakes,
    fields: [agentField, categoryField, severityField, workflowField, textField].map((field) =>
      field(view),
    ),
    ...(where === 'chat'
      ? {
          actions: [{ title: 'Send report', data: { verb: 'feedback-send', ...data } }],
          quiet: [{ title: 'Something nobody registered', data: { verb: 'report-shadow' } }],
        }
      : { dialog: { title: 'Send report', data: { dialog: 'report', ...data } } }),
  };
}

export const reportCard = defineForm<ReportView>('feedback-report', build);
