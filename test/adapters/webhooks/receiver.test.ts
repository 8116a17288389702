import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signedBy } from '../../../src/adapters/webhooks/receiver.ts';
import { instantOf } from '../../../src/kernel/instant.ts';

/** The example that the libraries of Standard Webhooks are tried with. */
const SECRET = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
const SENT = {
  source: 'desk',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: '1614265330',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  body: Buffer.from('{"test": 2432232314}'),
};
const OTHER = Buffer.alloc(32, 1);
const at = (seconds: number, secrets = new Map([['desk', [SECRET]]])) =>
  signedBy(secrets, { now: () => instantOf(seconds * 1_000) });
const NOW = 1_614_265_330;
const desk = { kind: 'source', id: 'desk' };

describe('a signed call', () => {
  it('is its source’s, as the specification’s own example says', () => {
    expect(at(NOW)(SENT)).toEqual(desk);
  });

  it.each([
    ['either of two secrets', new Map([['desk', [OTHER, SECRET]]]), SENT.signature],
    ['the second signature', undefined, `v1,${OTHER.toString('base64')} ${SENT.signature}`],
    [
      'a signature of another version before it',
      undefined,
      `v1a,${'A'.repeat(88)} ${SENT.signature}`,
    ],
  ])('counts with %s', (_what, secrets, signature) => {
    expect(at(NOW, secrets)({ ...SENT, signature })).toEqual(desk);
  });

  it.each([300, -300])('counts %i seconds from now', (seconds) => {
    expect(at(NOW + seconds)(SENT)).toEqual(desk);
  });

  it.each<[string, number, Partial<typeof SENT>]>([
    ['of another source', NOW, { source: 'other' }],
    ['of a source nobody configured', NOW, { source: 'stranger' }],
    ['under another id', NOW, { id: 'msg_2' }],
    ['at another time', NOW, { timestamp: '1614265331' }],
    ['with another body', NOW, { body: Buffer.from('{"test": 2432232315}') }],
    ['too old', NOW + 301, {}],
    ['too new', NOW - 301, {}],
    ['without a signature', NOW, { signature: '' }],
    ['of another version', NOW, { signature: SENT.signature.replace('v1,', 'v2,') }],
    ['with a short one', NOW, { signature: 'v1,g0hM9SsE' }],
    [
      'with the right one after four wrong ones',
      NOW,
      {
        signature: `${`v1,${OTHER.toString('base64')} `.repeat(4)}${SENT.signature}`,
      },
    ],
  ])('is nobody’s %s', (_what, seconds, change) => {
    const secrets = new Map([
      ['desk', [SECRET]],
      ['other', [OTHER]],
    ]);
    expect(at(seconds, secrets)({ ...SENT, ...change })).toMatchObject({ kind: 'refused' });
  });

  it.each(['', 'now', '1e9', '-1614265330', '1614265330.0', ' 1614265330'])(
    'is nobody’s at the time %j, though that is what was signed',
    (timestamp) => {
      const digest = createHmac('sha256', SECRET).update(
        `${SENT.id}.${timestamp}.${SENT.body.toString()}`,
      );
      const sent = { ...SENT, timestamp, signature: `v1,${digest.digest('base64')}` };
      expect(at(NOW)(sent)).toEqual({ kind: 'refused', reason: 'signature-old' });
    },
  );
});
