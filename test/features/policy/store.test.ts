import { expect, it } from 'vitest';
import type { Bundle } from '../../../src/features/policy/loading.ts';
import type { PolicyStore } from '../../../src/features/policy/store.ts';
import { type Result, refuse } from '../../../src/kernel/result.ts';
import { checkHere, freshPolicies } from '../../support/policies.ts';

const rule = (id: string) => [
  {
    name: 'tenant.cedar',
    text: `@id("${id}")
@priority("68")
@reason("The agent {agent} may not search {connector} here.")
forbid (principal, action == Gov::Action::"read", resource)
when { resource.systemClass == Gov::SystemClass::"mail" };
`,
  },
];

async function hashOf(loading: ReturnType<PolicyStore['load']>): Promise<string> {
  const loaded: Result<Bundle, readonly string[]> = await loading;
  if (!loaded.ok) throw new Error(loaded.refusal.join(' '));
  return loaded.value.hash;
}

it('never loads anything in place of what is in force', async () => {
  const store = await freshPolicies();
  const first = await hashOf(store.load([]));
  store.keep(first);
  for (const id of ['one-rule', 'other-rule', 'third-rule']) {
    const loaded = await hashOf(store.load(rule(id)));
    expect([store.engine(first)?.bundle, store.engine(loaded)?.bundle]).toEqual([first, loaded]);
  }
});

it('keeps what came into force while something else was being checked', async () => {
  let open = (): void => {};
  const gate = new Promise<void>((opened) => {
    open = opened;
  });
  const store = await freshPolicies(undefined, {
    check: async (job) => {
      if (job.tenant.some(({ text }) => text.includes('proposed-rule'))) await gate;
      return checkHere(job);
    },
  });
  store.keep(await hashOf(store.load([])));
  const adopted = await hashOf(store.load(rule('adopted-rule')));
  const loading = store.load(rule('proposed-rule'));
  store.keep(adopted);
  open();
  const proposed = await hashOf(loading);
  expect([store.engine(adopted)?.bundle, store.engine(proposed)?.bundle]).toEqual([
    adopted,
    proposed,
  ]);
});

it('stays as it was where a check ends badly, and calls operators', async () => {
  const alarms: string[] = [];
  const error = (event: string) => void alarms.push(event);
  const store = await freshPolicies(undefined, {
    check: async (job) => (job.tenant.length > 0 ? refuse(['It took too long.']) : checkHere(job)),
    log: { info: () => {}, warn: () => {}, error },
  });
  const first = store.bundle()?.hash;
  expect(await store.load(rule('slow-rule'))).toEqual({
    ok: false,
    refusal: ['It took too long.'],
  });
  expect(store.bundle()?.hash).toBe(first);
  expect(alarms).toEqual(['policy-not-loaded']);
});
