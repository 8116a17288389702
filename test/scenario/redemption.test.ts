import { createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { describe, expect } from 'vitest';
import { MINUTE } from '../../src/kernel/instant.ts';
import { type Fields, MAIL, SEND_MAIL, type Story, story } from './story.ts';

const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const decode = (part = ''): Fields => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A receipt with members of its header and claims changed, signed again by whoever. */
function forged(
  receipt: string,
  changes: { head?: Fields; claims?: Fields },
  key = stranger.privateKey,
) {
  const [head, claims] = receipt.split('.');
  const body = `${encode({ ...decode(head), ...changes.head })}.${encode({ ...decode(claims), ...changes.claims })}`;
  const signature = sign('sha256', Buffer.from(body), { key, dsaEncoding: 'ieee-p1363' });
  return `${body}.${signature.toString('base64url')}`;
}

async function approved(house: Story): Promise<{ id: string; receipt: string }> {
  const id = await house.asked();
  await house.click('owner', id, 'approve');
  return { id, receipt: await house.receipt(id) };
}

describe('a receipt', () => {
  story('says exactly what was approved, by whom, for whom and how long', async ({ house }) => {
    const { id, receipt } = await approved(house);
    const [head, claims] = receipt.split('.');
    expect(decode(head)).toEqual({ alg: 'ES256', typ: 'countersign-receipt+jwt', kid: 'receipts' });
    const { digest } = await house.request(id);
    expect(decode(claims)).toEqual({
      iss: 'countersign/test',
      aud: 'countersign-gateway',
      tenant: '00000000-0000-4000-8000-0000000000ff',
      jti: expect.any(String),
      iat: 1_795_165_200,
      exp: 1_795_165_500,
      agent: 'crm-assistant',
      request: id,
      digest,
      approvers: [house.person('owner').objectId],
      bundle: expect.stringMatching(/^[0-9a-f]{64}$/),
      checkpoint: { size: expect.any(Number), root: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  story('is spent once', async ({ house }) => {
    const { receipt } = await approved(house);
    expect((await house.redeem(receipt)).status).toBe(200);
    for (const as of ['gateway', 'agent:crm-assistant']) {
      const again = await house.changesNothing(() => house.redeem(receipt, MAIL, as));
      expect(again).toMatchObject({
        status: 409,
        body: { code: 'already-redeemed', redeemedAt: '2026-11-20T09:00:00.000Z' },
      });
    }
  });

  story('of the same approval is not worth a second execution', async ({ house }) => {
    const { id, receipt } = await approved(house);
    const another = await house.receipt(id);
    expect((await house.redeem(another)).status).toBe(200);
    expect((await house.redeem(receipt)).body.code).toBe('already-redeemed');
    await house.leap(2 * 60 * MINUTE);
    expect(await house.redeem(receipt)).toMatchObject({
      status: 409,
      body: { code: 'already-redeemed' },
    });
  });

  story('does not carry another action than the one approved', async ({ house }) => {
    const { receipt } = await approved(house);
    const swapped: Fields[] = [
      {},
      { ...MAIL, to: ['mallory@elsewhere.example'] },
      { ...MAIL, to: 'emma@fabrikam.example' },
      { ...MAIL, cc: ['mallory@elsewhere.example'] },
      { ...MAIL, body: 'Dear Emma, here is the offer!' },
      { ...MAIL, body: null },
      { ...MAIL, To: ['mallory@elsewhere.example'] },
    ];
    for (const args of swapped) {
      const redeemed = await house.changesNothing(() => house.redeem(receipt, args));
      expect(redeemed).toMatchObject({ status: 409, body: { code: 'action-changed' } });
    }
    const { body, subject, to } = MAIL;
    expect((await house.redeem(receipt, { body, to, subject })).status).toBe(200);
  });

  story('does not outlive a change of the tool in the catalogue', async ({ house }) => {
    const { receipt } = await approved(house);
    const mail = (await house.call('admin', 'GET', '/connectors/mail')).body;
    const tools = mail.tools.map((tool: Fields) =>
      tool['name'] === 'send'
        ? { ...tool, recipientArguments: ['to', 'cc', 'bcc', 'replyTo'] }
        : tool,
    );
    const narrowed = await house.call('admin', 'POST', '/import', {
      connectors: [{ ...mail, tools }],
    });
    expect(narrowed.status).toBe(200);
    expect(await house.redeem(receipt)).toMatchObject({
      status: 409,
      body: { code: 'action-changed' },
    });
  });

  story('expires, and says so; a fresh one is good', async ({ house }) => {
    const { id, receipt } = await approved(house);
    await house.leap(5 * MINUTE);
    const late = await house.changesNothing(() => house.redeem(receipt));
    expect(late).toMatchObject({ status: 410, body: { code: 'expired' } });
    expect(late.body.detail).toContain('fetch a fresh one');
    expect((await house.redeem(await house.receipt(id))).status).toBe(200);
  });
});

describe('what is no receipt of ours', () => {
  story('is refused alike, whatever is wrong with it', async ({ house }) => {
    const { receipt } = await approved(house);
    const [head = '', claims = '', signature = ''] = receipt.split('.');
    const none = `${encode({ ...decode(head), alg: 'none' })}.${claims}.`;
    const hmac = `${encode({ ...decode(head), alg: 'HS256' })}.${claims}`;
    const mac = createHmac('sha256', 'receipts').update(hmac).digest('base64url');
    const bad: Readonly<Record<string, string>> = {
      'another key': forged(receipt, {}),
      'another key of the same name': forged(receipt, { head: { kid: 'receipts' } }),
      'a key beside it': forged(receipt, {
        head: { jwk: stranger.publicKey.export({ format: 'jwk' }) },
      }),
      'alg none': none,
      'alg none, signature kept': none + signature,
      'alg HS256': `${hmac}.${mac}`,
      'another type': forged(receipt, { head: { typ: 'JWT' } }),
      'another audience': forged(receipt, { claims: { aud: 'somebody-else' } }),
      'another tenant': forged(receipt, { claims: { tenant: randomUUID() } }),
      'another agent': forged(receipt, { claims: { agent: 'mail-assistant' } }),
      'changed claims, old signature': `${head}.${encode({ ...decode(claims), digest: '0'.repeat(64) })}.${signature}`,
      'no signature': `${head}.${claims}.`,
      'two parts': `${head}.${claims}`,
      'four parts': `${receipt}.`,
      'a blank inside': `${head}. ${claims}.${signature}`,
      padding: `${receipt}=`,
      'a list in the header': `${encode([])}.${claims}.${signature}`,
      words: 'AR-1 is approved',
      'an access token': 'gateway',
    };
    for (const [what, text] of Object.entries(bad)) {
      const refused = await house.changesNothing(() => house.redeem(text));
      expect({ what, ...refused }).toMatchObject({
        what,
        status: 400,
        body: { code: 'receipt-invalid', detail: 'This is not a receipt for an approval of ours.' },
      });
    }
    expect((await house.redeem(receipt)).status).toBe(200);
  });

  story('is refused also where our own key has signed it for somebody else', async ({ house }) => {
    const { receipt } = await approved(house);
    const sealed = (changes: Parameters<typeof forged>[1]) =>
      forged(receipt, changes, house.receiptPrivateKey);
    const changes: Parameters<typeof forged>[1][] = [
      { claims: { aud: 'another-gateway' } },
      { claims: { aud: ['countersign-gateway'] } },
      { claims: { iss: 'countersign/elsewhere' } },
      { claims: { tenant: '00000000-0000-4000-8000-0000000000fe' } },
      { claims: { request: 'AR-99' } },
      { claims: { digest: 'f'.repeat(64) } },
      { claims: { agent: 'mail-assistant' } },
      { claims: { iat: 1_795_175_200, exp: 1_795_175_300 } },
      { claims: { exp: 1_795_999_999 } },
      { claims: { exp: null } },
      { claims: { admin: true } },
      { head: { crit: ['b64'], b64: false } },
      { head: { typ: 'JWT' } },
      { head: { kid: 'other' } },
    ];
    for (const change of changes) {
      const refused = await house.changesNothing(() => house.redeem(sealed(change)));
      expect({ change, ...refused }).toMatchObject({
        change,
        status: 400,
        body: { code: 'receipt-invalid' },
      });
    }
    expect((await house.redeem(sealed({}))).status).toBe(200);
  });

  story('is not what a person can redeem', async ({ house }) => {
    const { receipt } = await approved(house);
    for (const name of ['owner', 'admin', 'board', 'outsider'])
      expect(await house.redeem(receipt, MAIL, name)).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      });
  });
});

describe('redemption', () => {
  story('checks again what the world allows', async ({ house }) => {
    const { receipt } = await approved(house);
    const agent = (await house.call('admin', 'GET', '/agents/crm-assistant')).body;
    const lower = agent.capabilities.map((one: Fields) =>
      one['connectorId'] === 'mail' ? { ...one, tier: 'draftOnly' } : one,
    );
    await house.call('admin', 'PUT', '/agents/crm-assistant', { ...agent, capabilities: lower });
    expect(await house.redeem(receipt)).toMatchObject({
      status: 403,
      body: { code: 'tier-ended' },
    });
  });

  story('is refused for a connector that was revoked', async ({ house }) => {
    const { receipt } = await approved(house);
    const mail = (await house.call('admin', 'GET', '/connectors/mail')).body;
    await house.call('admin', 'POST', '/import', { connectors: [{ ...mail, status: 'revoked' }] });
    expect(await house.redeem(receipt)).toMatchObject({
      status: 403,
      body: { code: 'connector-revoked' },
    });
    const judged = await house.call('gateway', 'POST', '/authorize', SEND_MAIL);
    expect(judged.body).toMatchObject({ outcome: 'deny' });
  });

  story('is refused where the policy forbids the action by now', async ({ house }) => {
    const { receipt } = await approved(house);
    const agent = (await house.call('admin', 'GET', '/agents/crm-assistant')).body;
    const put = await house.call('admin', 'PUT', '/agents/crm-assistant', {
      ...agent,
      phase: 'pilot',
    });
    expect(put.status).toBe(200);
    expect(await house.redeem(receipt)).toMatchObject({
      status: 403,
      body: { code: 'policy-changed' },
    });
  });
});
