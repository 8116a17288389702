import { afterEach, describe, expect, test } from 'vitest';
import { exampleDirectory } from '../../src/adapters/local/exampleDirectory.ts';
import { Fault } from '../../src/kernel/faults.ts';
import type { Directory } from '../../src/kernel/people.ts';
import { type Fields, openStory, SEND_MAIL, type Story } from './story.ts';

const OTHERS = 'department-serves-its-own';

/** The example's directory, in which people can be moved, and which can be away for look-ups by name. */
function moving() {
  const departments = new Map<string, string | undefined>();
  const state = { away: false };
  const directory: Directory = {
    ...exampleDirectory,
    find: async (name) => {
      if (state.away) throw new Fault('directory-unavailable', 'away');
      const person = await exampleDirectory.find(name);
      if (!person || !departments.has(person.upn)) return person;
      const { department: _, ...rest } = person;
      const department = departments.get(person.upn);
      return { ...rest, ...(department !== undefined && { department }) };
    },
  };
  return { departments, state, directory };
}

describe('an agent in phase department', () => {
  let house: Story;
  afterEach(() => house.close());

  const authorize = async (behalf: string, more: Fields = {}): Promise<Fields> => {
    const call = { ...SEND_MAIL, onBehalfOf: behalf, ...more };
    return (await house.call('agent:crm-assistant', 'POST', '/authorize', call)).body;
  };

  test('acts for people of its own department, and for no other', async () => {
    house = await openStory();
    expect(await authorize('finance1@contoso.example')).toMatchObject({
      outcome: 'deny',
      policies: [OTHERS],
      because: expect.stringContaining('people of the department sales only'),
    });
    for (const own of ['pilot@contoso.example', '00000000-0000-4000-8000-000000000004'])
      expect(await authorize(own, { dryRun: true })).toMatchObject({ outcome: 'needsApproval' });
    expect(await authorize('emma@fabrikam.example', { dryRun: true })).toMatchObject({
      outcome: 'needsApproval',
    });
    const search = { tool: 'search', arguments: { query: 'offer' } };
    expect(await authorize('finance1@contoso.example', search)).toMatchObject({ outcome: 'allow' });
    const asked = await house.call('agent:crm-assistant', 'POST', '/requests', {
      ...SEND_MAIL,
      kind: 'outboundAction',
      justification: 'Fatima asked.',
      onBehalfOf: 'finance1@contoso.example',
    });
    expect(asked).toMatchObject({ status: 403, body: { code: 'denied' } });
  });

  test('cannot say which department somebody is of', async () => {
    house = await openStory();
    const call = {
      ...SEND_MAIL,
      onBehalfOf: 'finance1@contoso.example',
      departmentServed: 'sales',
    };
    expect(
      await house.changesNothing(() =>
        house.call('agent:crm-assistant', 'POST', '/authorize', call),
      ),
    ).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
  });

  test('is judged by the department of now, whatever its letters', async () => {
    const { departments, directory } = moving();
    house = await openStory({ directory });
    departments.set('finance1@contoso.example', ' Sales ');
    expect(await authorize('finance1@contoso.example', { dryRun: true })).toMatchObject({
      outcome: 'needsApproval',
    });
    departments.set('finance1@contoso.example', undefined);
    expect(await authorize('finance1@contoso.example', { dryRun: true })).toMatchObject({
      outcome: 'needsApproval',
    });
    departments.set('pilot@contoso.example', 'marketing');
    expect(await authorize('pilot@contoso.example')).toMatchObject({ policies: [OTHERS] });
  });

  test('gains nothing while the directory is away: a person is asked, or nobody is', async () => {
    const { state, directory } = moving();
    house = await openStory({ directory });
    const search = { tool: 'search', arguments: { query: 'offer' } };
    state.away = true;
    expect(await authorize('finance1@contoso.example', { ...search })).toMatchObject({
      outcome: 'allow',
    });
    const call = { ...SEND_MAIL, onBehalfOf: 'finance1@contoso.example' };
    const answer = await house.call('agent:crm-assistant', 'POST', '/authorize', call);
    expect(answer).toMatchObject({ status: 503, body: { code: 'try-again' } });
    state.away = false;
    expect((await house.lines()).filter(({ type }) => type === 'request-asked')).toEqual([]);
  });
});
