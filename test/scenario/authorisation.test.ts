import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleDirectory } from '../../src/adapters/local/exampleDirectory.ts';
import type { Directory, Role } from '../../src/kernel/people.ts';
import type { Caller, Route } from '../../src/kernel/route.ts';
import {
  anyPath,
  CALLERS,
  type Holder,
  mayCallByTheTable,
} from '../adapters/http/callersMatrix.ts';
import { readableJson } from '../support/readableJson.ts';
import { openStory, type Story } from './story.ts';

const golden = (name: string): string => join(import.meta.dirname, '../golden', name);

/** Who calls as what. Each person has one role here and no other, whatever the example organisation says. */
const TOKENS: Readonly<Record<Holder, string>> = {
  agent: 'agent:crm-assistant',
  gateway: 'gateway',
  person: 'outsider',
  admin: 'admin',
  board: 'board',
  security: 'security',
  compliance: 'owner2',
  finance: 'finance1',
};

const directory: Directory = {
  ...exampleDirectory,
  find: (name) => exampleDirectory.find(name),
  membersOf: (role) => exampleDirectory.membersOf(role),
  rolesOf: async (id) => {
    const upn = (await exampleDirectory.find(id))?.upn.split('@')[0];
    const own = CALLERS.filter((caller) => TOKENS[caller] === upn && caller !== 'person');
    return new Set(own as Role[]);
  },
};

let house: Story;
beforeAll(async () => {
  house = await openStory({ directory });
});
afterAll(() => house.close());

const routesOf = (): readonly Route[] => house.house.features.flatMap(({ routes }) => routes);
const call = (route: Route, as: string) =>
  house.call(as, route.method, anyPath(route).replace('/api/v1', ''));

describe('every route × every caller, on the whole house', () => {
  test('has no two routes of one name or address', () => {
    const routes = routesOf();
    expect(routes.length).toBeGreaterThan(15);
    expect(new Set(routes.map(({ id }) => id)).size).toBe(routes.length);
    expect(new Set(routes.map(({ method, path }) => `${method} ${path}`)).size).toBe(routes.length);
  });

  test('is as in its golden table', async () => {
    const mark = (route: Route, caller: Caller) =>
      (mayCallByTheTable(route.callers, caller) ? 'yes' : '-').padEnd(12);
    const name = ({ method, path }: Route) => `${method.padEnd(4)} ${path}`.padEnd(36);
    const all = [...CALLERS, 'source'] as const;
    const lines = [
      `${''.padEnd(36)}${all.map((caller) => caller.padEnd(12)).join('')}`,
      ...routesOf().map((route) => name(route) + all.map((one) => mark(route, one)).join('')),
    ];
    const table = `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
    await expect(table).toMatchFileSnapshot(golden('authorisation.txt'));
  });

  test('is open to whom it is for and closed to everybody else, before anything is read or written', async () => {
    for (const route of routesOf())
      for (const caller of CALLERS) {
        const allowed = mayCallByTheTable(route.callers, caller);
        const deed = () => call(route, TOKENS[caller]);
        const answer = allowed ? await deed() : await house.changesNothing(deed);
        const told = { route: route.id, caller, status: answer.status, code: answer.body?.code };
        if (allowed)
          expect([401, 403, 500, 503], JSON.stringify(told)).not.toContain(answer.status);
        else if (route.signed) expect(told).toMatchObject({ status: 401, code: 'unauthenticated' });
        else expect(told).toMatchObject({ status: 403, code: 'forbidden' });
      }
    expect(house.alarms).toEqual([]);
  });

  test('is closed to whoever has no token, or a bad one', async () => {
    for (const route of routesOf())
      for (const token of ['nobody', 'agent', 'owner.elsewhere', 'gateway2'])
        expect(await house.changesNothing(() => call(route, token))).toMatchObject({
          status: 401,
          body: { code: 'unauthenticated' },
        });
  });
});

describe('answers of people', () => {
  test('are taken from the tab’s own client, and not with any other token of theirs', async () => {
    const id = await house.asked();
    const { digest } = await house.request(id);
    const deeds: readonly [string, object][] = [
      ['answer', { answer: 'approve', digest }],
      ['answer', { answer: 'reject', digest }],
      ['undo', {}],
    ];
    for (const [deed, body] of deeds) {
      const path = `/requests/${id}/${deed}`;
      const refused = await house.changesNothing(() =>
        house.call('owner:teams', 'POST', path, body),
      );
      expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } });
      expect(refused.body.detail).toContain('tab');
    }
    const approve = { answer: 'approve', digest };
    expect(await house.call('owner', 'POST', `/requests/${id}/answer`, approve)).toMatchObject({
      status: 200,
      body: { status: 'approved' },
    });
    expect(await house.call('owner', 'POST', `/requests/${id}/undo`, {})).toMatchObject({
      status: 200,
      body: { status: 'undone' },
    });
  });
});

describe('the OpenAPI document', () => {
  test('is as in its golden file', async () => {
    await expect(`${readableJson(house.house.http.openApi)}\n`).toMatchFileSnapshot(
      golden('openapi.json'),
    );
  });

  test('is what the server gives to anybody', async () => {
    const response = await fetch(`${house.url}/api/v1/openapi.json`);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual(house.house.http.openApi);
  });
});
