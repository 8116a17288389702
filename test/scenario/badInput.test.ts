import { describe, expect, test } from 'vitest';
import { PROBLEMS } from '../../src/kernel/problems.ts';
import type { Route } from '../../src/kernel/route.ts';
import type { Holder } from '../adapters/http/callersMatrix.ts';
import { type Mutation, mutationsOf, ODD } from '../support/mutations.ts';
import { addressOf, sampleOf } from '../support/sampleOf.ts';
import { signature } from '../support/signature.ts';
import { openStory, PAY_INVOICE } from './story.ts';

/** Somebody who may call, as each kind of caller. */
const TOKENS: Readonly<Record<Holder, string>> = {
  agent: 'agent.crm-assistant',
  gateway: 'gateway',
  person: 'owner',
  admin: 'admin',
  board: 'board',
  security: 'security',
  compliance: 'board',
  finance: 'finance1',
};

const tokenFor = ({ callers: [first = 'person'] }: Route): string =>
  first === 'source' ? '' : TOKENS[first];

interface Told {
  readonly status: number;
  readonly body: Record<string, unknown> & {
    readonly code?: string;
    readonly errors?: readonly { readonly path: string }[];
  };
}

const ABREAST = 16;
/** A candidate is judged in a process of its own, two at a time: a second of work each. */
const PATIENT_MS = 90_000;

/** A house with a request in it, and a sender of bodies that need not be JSON. */
async function prepared() {
  const secret = Buffer.alloc(32, 7);
  const house = await openStory({ inventorySecrets: new Map([['crm-assistant', [secret]]]) });
  await house.asked(PAY_INVOICE);
  const signed = (body: string) => signature({ secret, at: house.clock.now(), body });
  const send = async (route: Route, target: string, body?: string): Promise<Told> => {
    const response = await fetch(`${house.url}/api/v1${target}`, {
      method: route.method,
      headers: {
        ...(route.signed ? signed(body ?? '') : { authorization: `Bearer ${tokenFor(route)}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    if (response.status >= 400) expect(type).toBe('application/problem+json');
    return {
      status: response.status,
      body: type.includes('+json') || type === 'application/json' ? JSON.parse(text) : {},
    };
  };
  return { house, send };
}

/** Runs checks abreast, some at a time. */
async function each<T>(items: Iterable<T>, check: (item: T) => Promise<void>): Promise<number> {
  const left = [...items];
  const all = left.length;
  const work = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await check(item);
  };
  await Promise.all(Array.from({ length: ABREAST }, work));
  return all;
}

/** A problem document out of the closed list, which names what it says. */
function expectProblem({ status, body }: Told, about: string): void {
  const known = PROBLEMS[body.code as keyof typeof PROBLEMS];
  expect(known, about).toBeDefined();
  expect(body, about).toMatchObject({
    type: `urn:countersign:problem:${body.code}`,
    title: known[1],
    status: known[0],
    detail: expect.stringMatching(/\S.*\.$/s),
    instance: expect.stringMatching(/^urn:uuid:/),
  });
  expect(status, about).toBe(known[0]);
}

const isNear = (a: string, b: string): boolean =>
  a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`) || a === '' || b === '';

const targetOf = ({ path, params }: Route): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => addressOf(params, name));

const { house, send } = await prepared();
const routes = house.house.features.flatMap((feature) => feature.routes);
const about = (route: Route, { path, what }: Pick<Mutation, 'path' | 'what'>): string =>
  `${route.id}: ${what} at ${JSON.stringify(path)}`;
const healthy = (): void => expect(house.alarms).toEqual([]);

describe('every field of every body', () => {
  for (const route of routes) {
    const { body } = route;
    // A table is read by another reader, with tests of its own.
    if (body === undefined || route.takes !== undefined) continue;
    const takes = (value: unknown): boolean => body.safeParse(value).success;

    test(`${route.id}: what is wrong is told by its path, and changes nothing`, async () => {
      const wrong = [...mutationsOf(sampleOf(body))].filter(({ value }) => !takes(value));
      const count = await house.changesNothing(() =>
        each(wrong, async (mutation) => {
          const told = await send(route, targetOf(route), JSON.stringify(mutation.value));
          const where = about(route, mutation);
          expectProblem(told, where);
          expect([400, 413], where).toContain(told.status);
          if (told.body.code !== 'invalid-body') return;
          const paths = told.body.errors?.map(({ path }) => path) ?? [];
          expect(
            paths.some((path) => isNear(path, mutation.path)),
            `${where}: ${paths.join(', ')}`,
          ).toBe(true);
        }),
      );
      expect(count).toBeGreaterThan(15);
      healthy();
    });

    test(
      `${route.id}: what is odd and not wrong is no fault of ours`,
      async () => {
        const odd = [...mutationsOf(sampleOf(body))].filter(({ value }) => takes(value));
        await each(odd, async (mutation) => {
          const told = await send(route, targetOf(route), JSON.stringify(mutation.value));
          if (told.status >= 400) expectProblem(told, about(route, mutation));
          expect(told.status, about(route, mutation)).toBeLessThan(500);
        });
        healthy();
      },
      PATIENT_MS,
    );

    test(`${route.id}: what is no JSON of one meaning is refused`, async () => {
      const good = JSON.stringify(sampleOf(body));
      const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
      const texts = [
        '',
        ' ',
        'x',
        good.slice(0, -1),
        `${good}${good}`,
        `[${good}]`,
        good.replace('{', '{"kind":"outboundAction","kind":"outboundAction",'),
        good.replace('{', '{"a":1,"\\u0061":2,'),
        good.replace('{', '{"__proto__":{"admin":true},'),
        good.replace('{', '{"a":"\\ud800",'),
        good.replace('{', '{"a":1e999,'),
        good.replace('{', `{"a":${nested(40)},`),
        nested(5_000),
        `"${'x'.repeat(300_000)}"`,
        `\ufeff${good}`,
        good.replaceAll('"', "'"),
        'NaN',
        'null',
        '1',
        '"x"',
        '[]',
      ];
      await house.changesNothing(() =>
        each(texts, async (text) => {
          const told = await send(route, targetOf(route), text);
          expectProblem(told, `${route.id}: ${text.slice(0, 60)}`);
          expect([400, 413]).toContain(told.status);
        }),
      );
      healthy();
    });
  }
});

/** A business group may have any name, so any address is one's. */
const ANY_ADDRESS: ReadonlySet<string> = new Set(['putModelList']);

describe('every address and query', () => {
  for (const route of routes) {
    test(`${route.id}: an odd address is not found, and an odd query is told by its name`, async () => {
      const good = route.body === undefined ? undefined : JSON.stringify(sampleOf(route.body));
      const odd = Object.values(ODD)
        .filter((value) => typeof value !== 'object')
        .map(String);
      const targets = odd
        .filter((text) => text !== '' && text.length < 6_000)
        .map((text) => route.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(text)))
        .filter((target) => target !== route.path);
      await each(targets, async (target) => {
        const told = await send(route, target, good);
        if (!ANY_ADDRESS.has(route.id)) expectProblem(told, `${route.id} ${target.slice(0, 60)}`);
        expect(told.status, target).toBeLessThan(500);
      });
      const sample = sampleOf(route.query);
      const names = Object.keys(typeof sample === 'object' && sample !== null ? sample : {});
      const queries = [
        'stranger=1',
        ...names.flatMap((name) => [
          `${name}=1&${name}=2`,
          ...odd
            .filter((text) => text.length < 6_000)
            .map((text) => `${name}=${encodeURIComponent(text)}`),
        ]),
      ];
      await each(queries, async (query) => {
        const told = await send(
          route,
          `${targetOf(route)}?${query}`,
          route.method === 'GET' ? undefined : good,
        );
        const where = `${route.id}?${query.slice(0, 60)}`;
        expect(told.status, where).toBeLessThan(500);
        if (told.status < 400) return;
        expectProblem(told, where);
        if (told.body.code !== 'bad-request') return;
        const name = query.split('=')[0] ?? '';
        const paths = told.body.errors?.map(({ path }) => path) ?? [];
        expect(
          paths.some((path) => isNear(path, name)),
          `${where}: ${paths.join(', ')}`,
        ).toBe(true);
      });
      healthy();
    });
  }
});

test('after all of it the house stands', async () => {
  expect(await house.request('AR-1')).toMatchObject({ status: 'pending' });
  expect(await house.click('finance1', 'AR-1', 'approve')).toMatchObject({ statusCode: 200 });
  await house.close();
});
