import { describe, expect } from 'vitest';
import { HOUR } from '../../../src/kernel/instant.ts';
import { type Fields, SEND_MAIL, type Story, story } from '../story.ts';

/** Writes the agent's record again, with these fields changed, as an admin. */
async function edit(house: Story, as: string, changes: Fields): Promise<void> {
  const { body } = await house.call(as, 'GET', '/agents/crm-assistant');
  const { status: _shown, ...record } = body;
  const { status } = await house.call(as, 'PUT', '/agents/crm-assistant', {
    ...record,
    ...changes,
  });
  expect(status).toBe(200);
  await house.settle();
}

const SELF = { backupOwner: 'admin@contoso.example' };

describe('an admin who makes themselves the backup', () => {
  story('approves nothing in the place of an owner whom the agent shuts out', async ({ house }) => {
    await edit(house, 'admin', SELF);
    const { body } = await house.call('agent:crm-assistant', 'POST', '/authorize', {
      ...SEND_MAIL,
      onBehalfOf: 'owner@contoso.example',
    });
    expect(body).toMatchObject({ outcome: 'deny', policies: ['no-approver'] });
  });

  story('approves nothing when the time of the backup has come', async ({ house }) => {
    await edit(house, 'admin', SELF);
    const id = await house.asked();
    await house.leap(20 * HOUR);
    const { digest } = await house.request(id);
    const answered = await house.changesNothing(() =>
      house.call('admin', 'POST', `/requests/${id}/answer`, { answer: 'approve', digest }),
    );
    expect(answered).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(answered.body.detail).toMatch(/^You cannot answer this/);
  });

  story('nor where the request was there before', async ({ house }) => {
    const id = await house.asked();
    await edit(house, 'admin', SELF);
    await house.leap(20 * HOUR);
    const { digest } = await house.request(id);
    const answered = await house.changesNothing(() =>
      house.call('admin', 'POST', `/requests/${id}/answer`, { answer: 'approve', digest }),
    );
    expect(answered.status).toBe(403);
  });

  story('is not cleansed by writing something else later', async ({ house }) => {
    await edit(house, 'admin', SELF);
    await edit(house, 'admin2', { department: 'sales and service' });
    const id = await house.asked();
    await house.leap(20 * HOUR);
    const { digest } = await house.request(id);
    const path = `/requests/${id}/answer`;
    const answered = await house.call('admin', 'POST', path, { answer: 'approve', digest });
    expect(answered.status).toBe(403);
  });
});

story('a backup whom somebody else named may answer in time', async ({ house }) => {
  await edit(house, 'admin2', SELF);
  const id = await house.asked();
  await house.leap(20 * HOUR);
  const { digest } = await house.request(id);
  const path = `/requests/${id}/answer`;
  const answered = await house.call('admin', 'POST', path, { answer: 'approve', digest });
  expect(answered).toMatchObject({ status: 200, body: { status: 'approved' } });
});
