import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Arrow, breach, cruiseSource, features, homes, roomOf } from './arrows.ts';

const root = join(import.meta.dirname, '..', '..');

describe('the arrows of the source', async () => {
  const seen = await cruiseSource(root);

  it('are read from every file on disk', () => {
    const onDisk = globSync('src/**/*.ts', { cwd: root }).filter(
      (f) => !f.startsWith('src/admin/'),
    );
    expect(seen.files.toSorted()).toEqual(onDisk.toSorted());
  });

  it('point only where they may', () => {
    expect(seen.arrows.map(breach).filter((sentence) => sentence !== undefined)).toEqual([]);
  });

  it('start in a room that the table knows', () => {
    expect(seen.files.filter((file) => roomOf(file) === undefined)).toEqual([]);
  });

  it('name every feature that stands on disk', () => {
    const onDisk = globSync('src/features/*/', { cwd: root }).map((folder) => folder.split('/')[2]);
    expect(features).toEqual(expect.arrayContaining(onDisk));
  });

  it('give every package of the server a home', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(Object.keys(homes).toSorted()).toEqual(Object.keys(dependencies).toSorted());
  });
});

describe('an arrow', () => {
  it.each([
    ['src/kernel/feature.ts', 'src/ledger/leaf.ts'],
    ['src/features/approvals/answering/verbs.ts', 'src/features/approvals/domain/decide.ts'],
    ['src/features/approvals/domain/decide.ts', 'src/features/pause/domain/pauses.ts'],
    ['src/features/audit/routes.ts', 'src/features/registry/domain/agent.ts'],
    ['src/adapters/tables/log.ts', 'src/adapters/tables/rows.ts'],
    ['src/adapters/tables/log.ts', 'src/kernel/ledger.ts'],
    ['src/compose.ts', 'src/features/pause/feature.ts'],
    ['src/main.ts', 'src/run/commands.ts'],
    ['src/run/serve.ts', 'src/compose.ts'],
  ])('may go from %s to %s', (from, to) => {
    expect(breach({ from, to })).toBeUndefined();
  });

  it.each([
    ['src/ledger/leaf.ts', 'src/kernel/result.ts'],
    ['src/kernel/feature.ts', 'src/features/pause/feature.ts'],
    ['src/kernel/feature.ts', 'src/adapters/http/server.ts'],
    ['src/features/pause/domain/pauses.ts', 'src/features/approvals/domain/decide.ts'],
    ['src/features/pause/domain/pauses.ts', 'src/features/pause/routes.ts'],
    ['src/features/approvals/answering/verbs.ts', 'src/features/pause/verbs.ts'],
    ['src/features/approvals/answering/verbs.ts', 'src/adapters/teams/send.ts'],
    ['src/features/unheard/verbs.ts', 'src/features/registry/domain/agent.ts'],
    ['src/adapters/teams/turn.ts', 'src/features/approvals/answering/verbs.ts'],
    ['src/adapters/teams/turn.ts', 'src/adapters/http/server.ts'],
    ['src/adapters/teams/turn.ts', 'src/compose.ts'],
    ['src/config/config.ts', 'src/main.ts'],
    ['src/kernel/feature.ts', 'test/support/memory.ts'],
    ['src/misc/feature.ts', 'src/kernel/result.ts'],
    ['src/features/loose.ts', 'src/kernel/result.ts'],
  ])('may not go from %s to %s', (from, to) => {
    expect(breach({ from, to })).toBeTypeOf('string');
  });

  it.each([
    ['@microsoft/teams-ai', 'src/adapters/teams/app.ts'],
    ['botbuilder', 'src/adapters/teams/app.ts'],
    ['botbuilder-core', 'src/adapters/teams/app.ts'],
    ['botframework-connector', 'src/adapters/teams/app.ts'],
    ['@microsoft/teamsfx', 'src/adapters/graph/people.ts'],
    ['@microsoft/microsoft-graph-client', 'src/adapters/graph/people.ts'],
    ['adaptivecards-templating', 'src/kernel/cards/expand.ts'],
    ['@azure/data-tables', 'src/adapters/tables/log.ts'],
    ['restify', 'src/adapters/http/server.ts'],
  ])('to %s may start in %s and nowhere else', (name, home) => {
    const strangers = [
      'kernel/route.ts',
      'features/gate/routes.ts',
      'adapters/local/start.ts',
      'ledger/leaf.ts',
      'main.ts',
    ];
    expect(breach({ from: home, to: '', package: name })).toBeUndefined();
    for (const stranger of strangers) {
      expect(breach({ from: `src/${stranger}`, to: '', package: name })).toBeTypeOf('string');
    }
  });

  it.each(['vitest', 'lodash'])('to %s may start nowhere', (name) => {
    for (const from of ['src/main.ts', 'src/kernel/route.ts', 'src/adapters/http/server.ts']) {
      expect(breach({ from, to: '', package: name })).toBeTypeOf('string');
    }
  });
});

describe('a house with wrong arrows', () => {
  const files = {
    'src/kernel/result.ts': 'export type Result = 1;\nexport const ok = 1;\n',
    'src/ledger/typed.ts':
      "import type { Result } from '../kernel/result.ts';\nexport type R = Result;\n",
    'src/ledger/passed.ts': "export { ok } from '../kernel/result.ts';\n",
    'src/ledger/late.ts': "export const late = () => import('../kernel/result.ts');\n",
    'src/ledger/effect.ts': "import '../kernel/result.ts';\n",
    'src/ledger/inline.ts':
      "import { type Result } from '../kernel/result.ts';\nexport type R = Result;\n",
    'src/kernel/lost.ts': "export { x } from './gone.ts';\n",
    'src/kernel/server.ts': "import restify from 'restify';\nexport const s = restify;\n",
    'src/kernel/typed.ts': "import type { Server } from 'restify';\nexport type S = Server;\n",
  };

  it('is found out, however the import is written', async () => {
    const house = mkdtempSync(join(tmpdir(), 'arrows-'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(house, name)), { recursive: true });
      writeFileSync(join(house, name), text);
    }
    const seen = await cruiseSource(house);
    rmSync(house, { recursive: true });
    const wrong = (arrow: Arrow) => breach(arrow) !== undefined;
    const culprits = seen.arrows.filter(wrong).map(({ from }) => from);
    expect(culprits.toSorted()).toEqual(
      Object.keys(files)
        .filter((name) => name !== 'src/kernel/result.ts')
        .toSorted(),
    );
  });
});
