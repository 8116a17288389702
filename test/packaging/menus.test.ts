import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BotCommand } from '../../src/kernel/chat.ts';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';

const path = join(import.meta.dirname, '..', '..', 'appPackage', 'manifest.json');
const { bots, composeExtensions } = JSON.parse(readFileSync(path, 'utf8'));
const lists: readonly Menu[] = bots[0].commandLists;

interface Menu {
  readonly scopes: readonly string[];
  readonly commands: readonly { readonly title: string; readonly description: string }[];
}

/** What a menu says of a command: its help as a sentence. */
const entry = ({ name, help }: BotCommand) => ({
  title: name,
  description: `${help.charAt(0).toUpperCase()}${help.slice(1)}`,
});

const byTitle = (menu: Menu['commands']) => menu.toSorted((a, b) => (a.title < b.title ? -1 : 1));

describe('the menu that Teams shows in', () => {
  let whole: WholeHouse;
  let commands: readonly BotCommand[];
  beforeAll(async () => {
    whole = await openWholeHouse();
    commands = whole.house.features.flatMap((feature) => feature.commands);
  });
  afterAll(() => whole.close());

  it.each(['personal', 'team', 'groupChat'] as const)(
    '%s chats has the commands whose scopes say so, at most twelve, help first',
    (scope) => {
      const shown = lists.filter(({ scopes }) => scopes.includes(scope));
      const listed = commands.filter(({ scopes }) => scopes.includes(scope));
      const [menu = []] = shown.map((list) => list.commands);
      expect(shown).toHaveLength(1);
      expect(byTitle(menu)).toEqual(byTitle(listed.map(entry)));
      expect(menu.length).toBeLessThanOrEqual(12);
      expect(menu[0]?.title).toBe('help');
    },
  );

  it('messages and the box for them have the dialogs that name such an action, and they open at once', () => {
    const actions = composeExtensions.flatMap((extension: { commands: object[] }) =>
      extension.commands.map((command) => ({ ...command })),
    );
    const dialogs = whole.house.features.flatMap((feature) => feature.dialogs);
    const entries = (place: 'messageAction' | 'composeAction', context: readonly string[]) =>
      dialogs
        .filter((dialog) => dialog[place] !== undefined)
        .map((dialog) => ({
          id: dialog.id,
          title: dialog[place],
          type: 'action',
          context,
          fetchTask: true,
          description: expect.any(String),
        }));
    const named = [
      ...entries('messageAction', ['message']),
      ...entries('composeAction', ['compose', 'commandBox']),
    ];
    const ids = named.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(['report', 'request-connector', 'request-escalation']),
    );
    expect(actions).toEqual(named);
    expect(new Set(composeExtensions.map(({ botId }: { botId: string }) => botId))).toEqual(
      new Set([bots[0].botId]),
    );
  });
});
