import { expect } from 'vitest';
import type { Fields, Story } from './story.ts';

/** The CRM assistant again, with a quota. */
export async function sendersCopy(house: Story, quota: Fields): Promise<void> {
  const { body } = await house.call('admin', 'GET', '/agents/crm-assistant');
  const { status: _status, activity: _activity, ...record } = body;
  const agent = { ...record, id: 'metered', quota };
  const done = await house.call('admin', 'POST', '/import', { agents: [agent] });
  expect(done.body).toMatchObject({});
  expect(done.status).toBe(200);
}
