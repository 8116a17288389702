import type { Room } from '../../../kernel/cards/define.ts';
import { fact, type Line, line } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet } from '../../../kernel/cards/sheet.ts';
import { inert, own, type TextRun } from '../../../kernel/cards/text.ts';
import { localDay } from '../../../kernel/cards/time.ts';
import type { ModelRun } from '../domain/models/modelRuns.ts';
import type { DecidedExample, FactSheet } from '../showing/factSheet.ts';

const words = (text: string, room: Room): readonly TextRun[] => inert(text, room.text, 'name');

function lines(texts: readonly string[], room: Room): readonly Line[] {
  const shown = texts.slice(0, room.items).map((text) => line(own('• '), words(text, room)));
  const more = texts.length - shown.length;
  const rest = more > 0 ? [line(own(`and ${more} more`, { isSubtle: true }))] : [];
  return texts.length === 0 ? [line(own('Nothing.'))] : [...shown, ...rest];
}

const exampleLine = ({ request, does, outcome, because }: DecidedExample, room: Room): Line =>
  line(
    outcome === 'allowed'
      ? own('Allowed: ', { color: 'Good' })
      : own('Blocked: ', { color: 'Attention' }),
    words(does, room),
    own(` (${request})`),
    because === undefined ? [] : [own('. '), ...words(because, room)],
    own('.'),
  );

const runLine = ({ suite, model, passed, failed, at }: ModelRun, room: Room): Line =>
  line(
    words(suite, room),
    own(' on '),
    words(model, room),
    own(`: ${passed} passed, `),
    failed === 0
      ? own('none failed', { color: 'Good' })
      : own(`${failed} failed`, { color: 'Attention' }),
    own(' ('),
    localDay(at),
    own(').'),
  );

const BANNER = {
  paused: { runs: [own('It is paused: it may do nothing at the moment.')], weight: 'warning' },
  retired: { runs: [own('It is retired: it may do nothing any more.')], weight: 'attention' },
} as const;

const facts = ({ owners, useCase, ...sheet }: FactSheet, room: Room) => [
  fact('Answers for it', line(inert(owners.business, room.name, 'name'))),
  ...(owners.backup === undefined
    ? []
    : [fact('Backup', line(inert(owners.backup, room.name, 'name')))]),
  ...(owners.escalation === undefined
    ? []
    : [fact('If nobody answers', ...owners.escalation.map((step) => line(own(step))))]),
  fact('Runs it', line(inert(owners.technical, room.name, 'name'))),
  fact('Where', line(own(`${sheet.environment}, phase ${sheet.phase}`))),
  fact('What for', line(words(useCase.outcome, room))),
  fact('If it fails', line(words(useCase.failureMode, room))),
];

const build = (sheet: FactSheet, room: Room): Sheet => ({
  kicker: [
    ...inert(sheet.id, room.name, 'identifier'),
    own(' · version '),
    ...inert(sheet.version, room.name, 'name'),
  ],
  title: inert(sheet.displayName, room.name, 'name'),
  banner: sheet.status === 'active' ? undefined : BANNER[sheet.status],
  facts: facts(sheet, room),
  sections: [
    {
      heading: 'It can',
      lines: lines(
        sheet.can.map(({ path }) => path),
        room,
      ),
    },
    { heading: 'It cannot', lines: lines(sheet.cannot, room) },
    { heading: 'Content', lines: lines(sheet.contentRules, room) },
    ...(sheet.limits.length > 0 ? [{ heading: 'Limits', lines: lines(sheet.limits, room) }] : []),
    ...(sheet.modelRuns.length > 0
      ? [
          {
            heading: 'Last regression runs',
            lines: sheet.modelRuns.slice(0, room.items).map((one) => runLine(one, room)),
          },
        ]
      : []),
    {
      heading: 'Decided lately',
      lines:
        sheet.examples.length === 0
          ? [line(own('Nobody has decided a request of it yet.'))]
          : sheet.examples.slice(0, room.items).map((one) => exampleLine(one, room)),
    },
    { heading: 'Something wrong?', lines: [line(own(sheet.howToReport))] },
  ],
});

/** What an agent can, what it cannot, by which path, and how to report it. */
export const factSheetCard = defineSheet<FactSheet>('factSheet', build);
