import { expect } from 'vitest';
import { story } from './story.ts';

story('a cursor that no page gave is refused, with a sentence', async ({ house }) => {
  for (const path of ['/ledger/events', '/feedback'])
    for (const after of ['garbage', 'g/', 'g/x', '../H', 'FI|', '0', 'AR-1', '%00'])
      for (const more of ['', '&limit=1']) {
        const told = await house.call('board', 'GET', `${path}?after=${after}${more}`);
        expect(told, `${path} ${after}`).toMatchObject({ status: 400 });
        expect(JSON.stringify(told.body)).toContain('what the page before said comes next');
      }
});

story('a cursor that a page gave leads on', async ({ house }) => {
  await house.asked();
  const first = await house.call('board', 'GET', '/ledger/events?limit=1');
  const next = /<\/api\/v1([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
  expect(next).toContain('after=');
  expect((await house.call('board', 'GET', next)).status).toBe(200);
});

story(
  'a reason that is none of the presets is refused, and nothing is written',
  async ({ house }) => {
    const id = await house.asked();
    const { digest } = await house.request(id);
    const answer = { answer: 'reject', digest, preset: 'becauseISaySo' };
    const told = await house.changesNothing(() =>
      house.call('owner', 'POST', `/requests/${id}/answer`, answer),
    );
    expect(told).toMatchObject({ status: 400, body: { errors: [{ path: 'preset' }] } });
    const rejected = { ...answer, preset: 'notNow' };
    expect((await house.call('owner', 'POST', `/requests/${id}/answer`, rejected)).status).toBe(
      200,
    );
  },
);
