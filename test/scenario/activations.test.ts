import { describe, expect, test } from 'vitest';
import { exampleDirectory } from '../../src/adapters/local/exampleDirectory.ts';
import type { Activation, Directory } from '../../src/kernel/people.ts';
import { openStory, PAY_INVOICE, type Story } from './story.ts';

const FINANCE = '00000000-0000-4000-8000-000000009004';
const ACTIVE: Activation = {
  state: 'active',
  id: 'pim-7',
  ends: '2026-11-20T17:00:00.000Z' as NonNullable<Activation['ends']>,
};

/** A house whose roles come from groups of a directory, and of whose members something is known. */
async function withActivations(
  activationOf: Directory['activationOf'],
  run: (house: Story) => Promise<void>,
): Promise<void> {
  const directory: Directory = {
    ...exampleDirectory,
    rolesFrom: { source: 'directory', groups: { finance: FINANCE } },
    ...(activationOf && { activationOf }),
  };
  const house = await openStory({ directory });
  await run(house);
  await house.close();
}

/** What the first answer of a paid invoice says of the right to it, and what `why` says of who approved. */
async function paid(house: Story) {
  const id = await house.asked(PAY_INVOICE);
  for (const name of ['finance1', 'finance2']) await house.click(name, id, 'approve');
  const { stages, status } = await house.request(id);
  expect(status).toBe('approved');
  const answers = (stages as { answers: { right: object }[] }[]).flatMap((one) => one.answers);
  const lines = await house.lines({ subject: id });
  const written = lines.filter(({ type }) => type === 'request-answered');
  return {
    rights: answers.map(({ right }) => right),
    written: written.map(({ data }) => data['right']),
    why: await house.say('board', `why ${id}`),
  };
}

describe('the activation behind a role', () => {
  test('stands beside the right in the event, on evidence and in the five questions', () =>
    withActivations(
      async (person, group) => {
        expect(group).toBe(FINANCE);
        return person.endsWith('7') ? ACTIVE : { state: 'none' };
      },
      async (house) => {
        const { rights, written, why } = await paid(house);
        expect(rights).toMatchObject([
          { by: 'role', group: FINANCE, activation: ACTIVE },
          { by: 'role', group: FINANCE, activation: { state: 'none' } },
        ]);
        expect(written).toEqual(rights);
        expect(why).toContain('by the PIM activation pim-7 until 2026-11-20T17:00:00Z');
        expect(why.match(/PIM/g)).toHaveLength(1);
      },
    ));

  test('forbids nothing where it is not known', () =>
    withActivations(
      async () => {
        throw new Error('away');
      },
      async (house) => {
        const { rights, why } = await paid(house);
        expect(rights).toMatchObject([
          { activation: { state: 'unknown' } },
          { activation: { state: 'unknown' } },
        ]);
        expect(why).toContain('whether by a PIM activation is not known');
      },
    ));

  test('is not spoken of where it is not looked up', () =>
    withActivations(undefined, async (house) => {
      const { rights, why } = await paid(house);
      for (const right of rights) expect(right).not.toHaveProperty('activation');
      expect(why).not.toContain('PIM');
    }));

  test('is not asked for of owners, whom the record names', () =>
    withActivations(
      () => expect.fail('it was asked for'),
      async (house) => {
        const id = await house.asked();
        await house.click('owner', id, 'approve');
        expect(await house.request(id)).toMatchObject({ status: 'approved' });
      },
    ));
});
