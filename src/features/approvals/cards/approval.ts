import { defineCard, type Room } from '../../../kernel/cards/define.ts';
import { line } from '../../../kernel/cards/lines.ts';
import { inert, own, styled, type TextRun } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import type { Card } from '../../../kernel/chat.ts';
import { TIER_NAMES } from '../../registry/domain/words.ts';
import template from './approval.json' with { type: 'json' };
import { factsOf, processFacts } from './facts.ts';
import { impactOf } from './impact.ts';
import { policyChart } from './kinds/policyView.ts';
import { reportAction } from './matter.ts';
import { paginate } from './pages.ts';
import { type Block, blockRuns, blocksOf, hiddenCharacters } from './payload.ts';
import { presetChoices } from './presets.ts';
import type { ApprovalView } from './view.ts';
import { deedOf, isOfNoAgent } from './words.ts';

/** One page of an approval: which, of how many, with what of the payload on it. */
interface ApprovalPage {
  readonly view: ApprovalView;
  readonly page: number;
  readonly of: number;
  readonly blocks: readonly Block[];
  /** Characters of the whole payload that are shown as escapes. */
  readonly hidden: number;
}

const BADGE = { readOnly: 'good', draftOnly: 'accent', delegatedAction: 'warning' } as const;

const badgeOf = ({ asked, tier }: ApprovalView) =>
  isOfNoAgent(asked)
    ? { badge: asked.kind === 'policyChange' ? 'Policy' : 'Models', badgeStyle: 'warning' }
    : { badge: TIER_NAMES[tier], badgeStyle: BADGE[tier] };

const titleOf = ({ agent, asked }: ApprovalView, room: Room): readonly TextRun[] =>
  styled(
    [
      ...(isOfNoAgent(asked) ? [own('A proposal')] : inert(agent.id, room.name, 'identifier')),
      own(' wants to '),
      ...inert(deedOf(asked), room.name * 2, 'name'),
    ],
    { size: 'Large', weight: 'Bolder' },
  );

function kickerOf({ request, askedAt, due, heldBy, ended }: ApprovalView): readonly TextRun[] {
  if (ended !== undefined)
    return [
      own(`${request} · `),
      ...inert(ended, 20, 'name'),
      own(' · asked '),
      localTime(askedAt),
    ];
  if (heldBy !== undefined)
    return [own(`${request} · held by the pause `), ...inert(heldBy, 20, 'identifier')];
  return [own(`${request} · answer by `), localTime(due)];
}

const QUIET = { size: 'Small', isSubtle: true } as const;

/** What a reader should look at twice: the caller's sentences, and what we see ourselves. */
function warningsOf({ asked, warnings }: ApprovalView, hidden: number): readonly string[] {
  const references = asked.kind === 'outboundAction' ? asked.facts.references : [];
  return [
    ...references
      .filter(({ covered }) => !covered)
      .map(
        ({ argument }) =>
          `The content is not covered: what “${argument}” points at may change after you approve.`,
      ),
    ...(hidden === 0
      ? []
      : [`Hidden characters in the words below: ${hidden}. They are shown like this: \\u200B.`]),
    ...warnings,
  ];
}

function quoteTitle(kind: ApprovalView['asked']['kind']): string {
  if (kind === 'policyChange') return 'Word for word: why, examples, and every file line by line';
  return kind === 'outboundAction'
    ? "In the agent's words, not checked by us"
    : "In the requester's words, not checked by us";
}

const decisionData = ({ request, digest, nonce = '' }: ApprovalView, verb: string) => ({
  verb,
  request,
  digest,
  nonce,
});

const pageData = ({ request, digest }: ApprovalView, page: number) => ({
  verb: 'page',
  request,
  digest,
  page,
});

const REASON_HINTS = {
  outboundAction: 'Optional. The agent reads it.',
  connector: 'Optional. Whoever asked reads it.',
  tierEscalation: 'Optional. Whoever asked reads it.',
  standingGrant: 'Optional. Whoever asked reads it.',
  boundsChange: 'Optional. Whoever asked reads it.',
  promotion: 'Optional. Whoever asked reads it.',
  policyChange: 'Optional. Whoever proposed it reads it.',
  modelList: 'Optional. Whoever asked reads it.',
  deviation: 'Optional. Whoever asked reads it.',
} as const;

function normalise({ view, page, of, blocks, hidden }: ApprovalPage, room: Room) {
  const impact = impactOf(view.asked);
  const [first, last] = [page === 1, page === of];
  const mayAnswer = view.nonce !== undefined && last;
  return {
    kicker: styled(kickerOf(view), QUIET),
    title: titleOf(view, room),
    ...badgeOf(view),
    impact: styled(inert(impact.text, room.text, 'name'), { weight: 'Bolder' }),
    impactStyle: impact.weight,
    warnings: warningsOf(view, hidden)
      .slice(0, room.items)
      .map((text) => line(inert(text, room.text, 'name'))),
    first,
    last,
    paged: of > 1,
    elsewhere:
      view.nonce === undefined
        ? 'It goes on on the next page.'
        : `Approve and Reject stand on the last page. “reject ${view.request}” works at any time.`,
    pageText: `Page ${page} of ${of}`,
    facts: first || last ? factsOf(view, room) : [],
    quoteTitle: quoteTitle(view.asked.kind),
    charts: first && view.asked.kind === 'policyChange' ? policyChart(view.asked) : [],
    blocks: blocks.map((block) => ({ runs: blockRuns(block) })),
    process: last ? processFacts(view, room) : [],
    held: view.heldBy !== undefined,
    mayApprove: mayAnswer && view.heldBy === undefined,
    mayReject: mayAnswer,
    presets: presetChoices(view.asked.kind),
    reasonHint: REASON_HINTS[view.asked.kind],
    approve: decisionData(view, 'approve'),
    reject: decisionData(view, 'reject'),
    next: pageData(view, page + 1),
    previous: pageData(view, page - 1),
    reported: !isOfNoAgent(view.asked),
    report: reportAction(view.request).data,
  };
}

const draw = defineCard<ApprovalPage>({ name: 'approval', template, normalise });

/**
 * UTF-16 units of JSON for the payload on each page. What is left of a card holds everything else at its tightest, and
 * the pages depend on the payload alone: an answer that comes in meanwhile moves no text from one page to another.
 */
const PAYLOAD_UNITS = 6_000;

const pagesOf = ({ asked, justification }: ApprovalView): readonly (readonly Block[])[] =>
  paginate(blocksOf(asked, justification), PAYLOAD_UNITS);

/** How many pages the whole payload takes; 1 where everything is on the approval card itself. */
export const pageCount = (view: ApprovalView): number => pagesOf(view).length;

/**
 * One page of an approval, as its reader sees it. Page 1 is the approval card; a page beyond the last is the last.
 * Approve and Reject stand on the last one only, and only where the view has a nonce.
 */
export function pageCard(view: ApprovalView, page: number): Card {
  const pages = pagesOf(view);
  const present = Math.min(Math.max(1, Math.trunc(page) || 1), pages.length);
  const blocks = pages[present - 1] ?? [];
  const hidden = hiddenCharacters(pages.flat());
  return draw({ view, page: present, of: pages.length, blocks, hidden });
}

/** The card that asks for an answer. */
export const approvalCard = (view: ApprovalView): Card => pageCard(view, 1);
