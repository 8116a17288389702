import { expect } from 'vitest';
import { SEND_MAIL, type Story, story } from '../story.ts';
import { TICKETS } from '../tickets.ts';

const askAs = (house: Story, name: string, n: number) =>
  house.call(name, 'POST', '/requests', {
    ...TICKETS,
    connectorId: `tickets-${n}`,
    requestedFor: 'crm-assistant',
  });

story('nobody keeps an agent from asking by asking in its place', async ({ house }) => {
  for (let n = 1; n <= 10; n += 1) expect((await askAs(house, 'outsider', n)).status).toBe(201);
  expect(await askAs(house, 'outsider', 11)).toMatchObject({
    status: 429,
    body: { code: 'too-many-open' },
  });
  const { body } = await house.call('agent:crm-assistant', 'POST', '/authorize', SEND_MAIL);
  expect(body).toMatchObject({ outcome: 'needsApproval' });
});

story('nor does an agent keep people from asking', async ({ house }) => {
  for (let n = 1; n <= 10; n += 1)
    await house.asked({ ...SEND_MAIL, arguments: { to: ['a@fabrikam.example'], subject: `${n}` } });
  const eleventh = await house.call('agent:crm-assistant', 'POST', '/authorize', SEND_MAIL);
  expect(eleventh.body).toMatchObject({ outcome: 'deny', policies: ['too-many-open'] });
  expect((await askAs(house, 'pilot', 1)).status).toBe(201);
});

story('asking and withdrawing in a circle ends, for the one who does it', async ({ house }) => {
  const ask = (n: number) =>
    house.call('agent:crm-assistant', 'POST', '/requests', {
      kind: 'outboundAction',
      ...SEND_MAIL,
      arguments: { to: ['a@fabrikam.example'], subject: `${n}` },
      justification: 'Once more.',
    });
  const around = async (n: number) => {
    const { status, body } = await ask(n);
    expect(status).toBe(201);
    await house.call('agent:crm-assistant', 'POST', `/requests/${body.id}/withdraw`, {});
  };
  for (let n = 1; n <= 60; n += 1) await around(n);
  const refused = await ask(61);
  expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-withdrawn' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_000);
  const denied = await house.call('agent:crm-assistant', 'POST', '/authorize', SEND_MAIL);
  expect(denied.body).toMatchObject({ outcome: 'deny', policies: ['too-many-withdrawn'] });
  expect(denied.body.because).toContain('asked and withdrawn again within the hour');
  expect((await askAs(house, 'pilot', 1)).status).toBe(201);
  await house.leap(3_600_000);
  expect((await ask(61)).status).toBe(201);
});
