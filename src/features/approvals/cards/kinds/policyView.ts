import type { Room } from '../../../../kernel/cards/define.ts';
import { type Fact, fact, type Line, line } from '../../../../kernel/cards/lines.ts';
import { inert, own, type TextRun } from '../../../../kernel/cards/text.ts';
import { localDay } from '../../../../kernel/cards/time.ts';
import { parseInstant } from '../../../../kernel/instant.ts';
import type { FileDiff } from '../../../policy/domain/fileDiff.ts';
import type { Figures } from '../../domain/policyChange.ts';
import type { Impact } from '../impact.ts';

/** Another policy than the one in force. */
export interface PolicyChange {
  readonly kind: 'policyChange';
  readonly title: string;
  /** Every file of the tenant's, old and new, in full. */
  readonly files: readonly FileDiff[];
  readonly figures: Figures;
}

const OUTCOMES = { allow: 'allowed', needsApproval: 'asked', deny: 'denied' } as const;

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** From the outcome that stops most to the one that stops least. */
const RANK = { deny: 0, needsApproval: 1, allow: 2 } as const;

export function policyImpact({ figures: { judged, unchanged, changes } }: PolicyChange): Impact {
  const others = judged - unchanged;
  const looser = changes.filter(({ from, to }) => RANK[to] > RANK[from]);
  const sum = looser.reduce((all, change) => all + change.count, 0);
  if (others === 0)
    return {
      text: `None of ${count(judged, 'recorded decision')} would have come out otherwise.`,
      weight: judged === 0 ? 'warning' : 'good',
    };
  return {
    text: `${others} of ${count(judged, 'recorded decision')} would have come out otherwise, ${sum} of them less strictly.`,
    weight: sum > 0 ? 'attention' : 'warning',
  };
}

/** `12 allowed → denied, by no-mail-search`. */
const changeLine = (change: Figures['changes'][number], room: Room): Line =>
  line(
    own(`${change.count} ${OUTCOMES[change.from]} → ${OUTCOMES[change.to]}, by `),
    inert(change.by, room.name * 2, 'name'),
  );

/** What changes in the rules, and what that would have come to. */
export function policyFacts({ figures }: PolicyChange, room: Room): readonly Fact[] {
  const { rules, changes, events, from, otherwiseSince } = figures;
  const named = (what: string, ids: readonly string[]): readonly Line[] =>
    ids.length === 0
      ? []
      : [line(own(`${ids.length} ${what}: `), inert(ids.join(', '), room.text, 'name'))];
  const ruleLines = [
    ...named('added', rules.added),
    ...named('removed', rules.removed),
    ...named('changed', rules.changed),
  ];
  const shown = changes.slice(0, room.items);
  return [
    fact('Rules', ...(ruleLines.length === 0 ? [line(own('None is another'))] : ruleLines)),
    ...(shown.length === 0
      ? []
      : [fact('Would change', ...shown.map((change) => changeLine(change, room)))]),
    fact(
      'Looked at',
      line(own('Since '), dayOf(from), own(`: ${events.read} of ${events.all} events`)),
      ...(otherwiseSince === 0
        ? []
        : [line(own(`${otherwiseSince} come out otherwise today, whatever is adopted`))]),
    ),
  ];
}

const dayOf = (from: string): TextRun => {
  const at = parseInstant(from);
  return at === undefined ? own(from.slice(0, 10)) : localDay(at);
};

/** How many of the recorded decisions would come out how; none where nothing would change. */
export function policyChart({ figures: { judged, unchanged, changes } }: PolicyChange) {
  if (judged === unchanged) return [];
  const bars = [
    { x: 'as before', y: unchanged },
    ...changes.slice(0, 4).map((one) => ({
      x: `${OUTCOMES[one.from]} → ${OUTCOMES[one.to]}`,
      y: one.count,
    })),
  ];
  return [
    {
      title: 'Recorded decisions',
      data: bars,
      text: bars.map(({ x, y }) => `${x}: ${y}`).join(', '),
    },
  ];
}

/** Longer than any sentence of a policy, with the names in it. */
const LONGEST = 600;
const cut = (text: string): string => text.slice(0, LONGEST);

/** Some decisions that would come out otherwise, with both sentences. */
export const exampleTexts = ({ figures: { changes } }: PolicyChange): readonly string[] =>
  changes.flatMap(({ examples }) =>
    examples.map(
      ({ id, agent, tool, was, would }) =>
        `${cut(id)}, ${cut(agent)} with ${cut(tool)}\n  today: ${cut(was)}\n  then: ${cut(would)}`,
    ),
  );
