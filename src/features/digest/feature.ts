import * as z from 'zod';
import { type BotCommand, botCommand, type ChatContext, type Reply } from '../../kernel/chat.ts';
import { entity, type Facts, type Feature } from '../../kernel/feature.ts';
import { isBefore } from '../../kernel/instant.ts';
import { problem } from '../../kernel/problems.ts';
import { type Route, route } from '../../kernel/route.ts';
import { metricSchema, SECTIONS } from '../../kernel/section.ts';
import { parseWeek, type Week, weekOf } from '../../kernel/week.ts';
import { buildDigest, type Digest } from './build.ts';
import { digestCard } from './cards/digest.ts';
import type { DigestDeps } from './deps.ts';
import { audiences, digestEvents } from './domain/audience.ts';
import { ownSections } from './ownSections.ts';
import { postJob, READERS, subscribe } from './posting.ts';

export const digestFacts: Facts = {
  name: 'digest',
  events: digestEvents,
  subjects: () => [],
  entities: [entity(audiences)],
};

const digestSchema = z.strictObject({
  week: z.string(),
  from: z.string(),
  to: z.string(),
  final: z.boolean(),
  sections: z.array(
    z.strictObject({
      id: z.enum(SECTIONS),
      title: z.string(),
      summary: z.string(),
      metrics: z.array(metricSchema).optional(),
      items: z
        .array(
          z.strictObject({
            text: z.string(),
            at: z.string().optional(),
            subject: z.string().optional(),
          }),
        )
        .optional(),
      more: z.number().optional(),
      chart: z
        .strictObject({
          title: z.string(),
          bars: z.array(z.strictObject({ label: z.string(), value: z.number() })),
        })
        .optional(),
    }),
  ),
});

/** A week's digest; undefined for a week that has not begun. */
async function digestOf(deps: DigestDeps, week: Week): Promise<Digest | undefined> {
  const now = deps.clock.now();
  return isBefore(now, week.from)
    ? undefined
    : buildDigest(week, deps.sections(), { ledger: deps.ledger, now });
}

const digestRoute = (deps: DigestDeps): Route =>
  route({
    id: 'getDigest',
    method: 'GET',
    path: '/digests/{week}',
    summary: "A week's governance digest as data; the running week too, not final",
    callers: ['admin', 'board', 'security', 'compliance'],
    params: z.strictObject({
      week: z.string().regex(/^\d{4}-W\d{2}$/, 'a week looks like 2026-W47'),
    }),
    query: z.strictObject({}),
    body: undefined,
    output: digestSchema,
    success: 200,
    problems: ['not-found'],
    handle: async ({ params }) => {
      const week = parseWeek(params.week);
      const digest = week && (await digestOf(deps, week));
      return digest
        ? { status: 200, body: digest }
        : problem(
            'not-found',
            `There is no digest ${params.week}: no such week, or it has not begun.`,
          );
    },
  });

const text = (words: string): Reply => ({ kind: 'text', text: words });

type Asked = { readonly kind: 'here' } | { readonly kind: 'week'; readonly week: Week | undefined };

function parse(rest: string): Asked | undefined {
  if (rest === 'here') return { kind: 'here' };
  if (rest === '') return { kind: 'week', week: undefined };
  const week = parseWeek(rest.toUpperCase());
  return week && { kind: 'week', week };
}

async function answer(deps: DigestDeps, asked: Asked, context: ChatContext): Promise<Reply> {
  if (!READERS.some((role) => context.roles.has(role)))
    return text('The digest is for the review board, admins, security and compliance.');
  if (asked.kind === 'here') {
    if (!context.roles.has('board') && !context.roles.has('admin'))
      return text('Only the review board or an admin says where the digest is posted.');
    const next = await subscribe(deps, context);
    const when = new Intl.DateTimeFormat('en-GB', {
      dateStyle: 'full',
      timeStyle: 'short',
      timeZone: context.timeZone,
    }).format(new Date(next));
    return text(
      `The weekly digest is posted here from now on, next on ${when} (${context.timeZone}).`,
    );
  }
  const digest = await digestOf(deps, asked.week ?? weekOf(context.now));
  return digest
    ? { kind: 'card', card: digestCard(digest), summary: `Governance digest ${digest.week}` }
    : text('That week has not begun.');
}

const digestCommand = (deps: DigestDeps): BotCommand =>
  botCommand({
    name: 'digest',
    usage: 'digest [week] · digest here',
    help: "shows a week's digest (2026-W47; the running one without), or posts it here every Monday",
    scopes: ['personal', 'team', 'groupChat'],
    parse,
    run: (asked, context) => answer(deps, asked, context),
  });

/** The weekly account for the review board. */
export const digestFeature = (deps: DigestDeps): Feature => ({
  ...digestFacts,
  title: 'The weekly account',
  commands: [digestCommand(deps)],
  verbs: [],
  dialogs: [],
  routes: [digestRoute(deps)],
  jobs: [postJob(deps)],
  sections: ownSections,
});
