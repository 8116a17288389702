import { describe, expect, test } from 'vitest';
import { EXAMPLE_BOT } from '../../../src/adapters/local/exampleOrganisation.ts';
import { readChannelToken } from '../../../src/adapters/teams/channelToken.ts';
import { fastest } from '../../support/fastest.ts';
import { story } from '../story.ts';

const encode = (json: string): string => Buffer.from(json).toString('base64url');

describe('whoever has no token of the channel', () => {
  story('has nothing read of what they send', async ({ house }) => {
    const post = (headers: Record<string, string>) =>
      fetch(`${house.url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"type":"message","type":"invoke"',
      });
    expect((await post({})).status).toBe(401);
    const forged = house.teams.token().replace(/.{8}$/, 'AAAAAAAA');
    expect((await post({ authorization: forged })).status).toBe(401);
    expect((await post({ authorization: house.teams.token() })).status).toBe(400);
  });

  test('keeps the server busy no longer by what the token is filled with', () => {
    const head = encode('{"alg":"RS256","kid":"k"}');
    const read = (payload: string) =>
      readChannelToken(`Bearer ${head}.${encode(payload)}.c2ln`, EXAMPLE_BOT, 1_800_000_000);
    const length = 11_000;
    const plain = fastest(() => read(`["${'x'.repeat(length)}"]`));
    for (const filling of ['\\"', '"a",', '\\"x', '" ', ' :"'].map((one) => one.repeat(4_000))) {
      const payloads = [`["${filling.slice(0, length)}"]`, `[${filling.slice(0, length)}""]`];
      for (const payload of payloads)
        expect(fastest(() => read(payload)) / plain).toBeLessThan(100);
    }
  });
});
