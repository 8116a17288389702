import * as z from 'zod';
import {
  createTeams,
  type Teams,
  type TeamsSettings,
} from '../../../src/adapters/teams/createTeams.ts';
import { botCommand, type Card, type ChatContext, verb } from '../../../src/kernel/chat.ts';
import { instantOf } from '../../../src/kernel/instant.ts';
import type { ConversationReference } from '../../../src/kernel/ledger.ts';
import type { Log, LogFields } from '../../../src/kernel/log.ts';
import { type Directory, personId } from '../../../src/kernel/people.ts';
import { type FakeTeams, type Member, startFakeTeams } from '../../support/fakeTeams.ts';
import { virtualPace } from '../../support/virtualPace.ts';

export const card = (text: string, ...actions: Card[string][]): Card => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text }],
  actions,
});

/** A command that answers with a card, one that echoes its argument, and a verb that counts what it was given. */
export function createHouseParts() {
  const ran: { what: string; with: unknown; speaker: ChatContext }[] = [];
  const button = { type: 'Action.Execute', verb: 'approve', title: 'Approve' };
  const data = { verb: 'approve', request: 'AR-1', digest: 'd', nonce: 'n' };
  const commands = [
    botCommand({
      name: 'approve',
      usage: 'approve AR-…',
      help: 'a fresh card',
      scopes: ['personal'],
      parse: (rest) => (/^AR-\d+$/.test(rest) ? rest : undefined),
      run: (args, speaker) => {
        ran.push({ what: 'approve', with: args, speaker });
        return Promise.resolve({
          kind: 'card',
          card: card(args, { ...button, data }),
          summary: `Request ${args}`,
        });
      },
    }),
    botCommand({
      name: 'pause',
      usage: 'pause <target> because <reason>',
      help: 'stop an agent',
      scopes: ['personal', 'team', 'groupChat'],
      parse: (rest) => /^([a-z-]+) because (.+)$/s.exec(rest)?.slice(1),
      run: (args, speaker) => {
        ran.push({ what: 'pause', with: args, speaker });
        return Promise.resolve({ kind: 'text', text: `paused ${args[0]}` });
      },
    }),
  ];
  const verbs = [
    verb({
      verb: 'approve',
      automatic: false,
      data: z.strictObject({
        request: z.string(),
        digest: z.string(),
        nonce: z.string(),
        reason: z.string().optional(),
        preset: z.string().optional(),
      }),
      run: (given, speaker) => {
        ran.push({ what: 'click approve', with: given, speaker });
        return Promise.resolve({ kind: 'card', card: card(`approved ${given.request}`) });
      },
    }),
  ];
  return { ran, commands, verbs };
}

export const everybody: Directory = {
  rolesFrom: { source: 'example' },
  find: (id) => {
    const known = personId(id);
    return Promise.resolve(
      known?.startsWith('00000000-')
        ? {
            id: known,
            upn: `${known.slice(-4)}@contoso.example`,
            name: `Person ${known.slice(-4)}`,
          }
        : undefined,
    );
  },
  rolesOf: () => Promise.resolve(new Set(['admin'])),
  managerOf: async () => undefined,
  membersOf: () => Promise.resolve([]),
};

export interface TestHouse extends ReturnType<typeof createHouseParts> {
  readonly teams: FakeTeams;
  readonly bot: Teams;
  readonly owner: Member;
  readonly pace: ReturnType<typeof virtualPace>;
  readonly learned: Map<string, ConversationReference>;
  readonly logged: { level: string; event: string; fields: LogFields | undefined }[];
}

export function recordingLog(): Log & { readonly lines: TestHouse['logged'] } {
  const lines: TestHouse['logged'] = [];
  const at = (level: string) => (event: string, fields?: LogFields) =>
    void lines.push({ level, event, fields });
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}

/** The adapter between the fake Teams and the parts above, with what a test wants otherwise. */
export async function startHouse(
  change: Partial<TeamsSettings> = {},
  fake?: FakeTeams,
): Promise<TestHouse> {
  const teams = fake ?? (await startFakeTeams());
  const parts = createHouseParts();
  const learned: TestHouse['learned'] = new Map();
  const pace = virtualPace();
  const log = recordingLog();
  const bot = createTeams({
    ...teams.settings,
    ...parts,
    dialogs: [],
    directory: everybody,
    known: (key) => Promise.resolve(learned.get(key)),
    learn: (key, reference) => Promise.resolve(void learned.set(key, reference)),
    welcome: () => Promise.resolve({ kind: 'text', text: 'Welcome' }),
    clock: { now: () => instantOf(Date.UTC(2026, 10, 20, 9)) },
    log,
    pace,
    ...change,
  });
  teams.connect((authorization, body) => bot.receive(authorization, body));
  const owner = teams.person('00000000-0000-4000-8000-000000000002', 'Olga Owner');
  return { ...parts, teams, bot, owner, pace, learned, logged: log.lines };
}
