import { describe, expect } from 'vitest';
import { story } from './story.ts';

describe('an agent that gets another owner', () => {
  story(
    'its pending requests go to the new owner, the old card is dead, and both are told',
    async ({ house }) => {
      const id = await house.asked();
      const { body } = await house.call('admin', 'GET', '/agents/crm-assistant');
      const { status: _readOnly, ...record } = body;
      const put = await house.call('admin', 'PUT', '/agents/crm-assistant', {
        ...record,
        businessOwner: 'finance1@contoso.example',
      });
      expect(put.status).toBe(200);
      await house.settle();
      const said = JSON.stringify(house.teams.deliveries);
      expect(said).toContain('crm-assistant has another business owner now: Fatima Finance');
      expect(said).toContain('You are the business owner of crm-assistant now, after Olivia Owner');
      expect(
        (
          await house.call('owner', 'POST', `/requests/${id}/answer`, {
            answer: 'approve',
            digest: (await house.request(id))['digest'],
          })
        ).status,
      ).toBe(404);
      expect(await house.click('finance1', id, 'approve')).toMatchObject({ statusCode: 200 });
    },
  );
});
