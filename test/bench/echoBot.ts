import { CloudAdapter } from 'botbuilder';
import { serveChannelIdentity } from '../../src/adapters/local/channel.ts';
import { openKeyStore } from '../../src/adapters/local/keys.ts';
import { connectorAuthentication } from '../../src/adapters/teams/connectorAuthentication.ts';
import type { Machine } from '../scenario/processes/machine.ts';
import { Cost, rate } from './turns.ts';

/** A bot that says what it is told, on botbuilder's own adapter, with the same tokens and the same connector. */
export async function echoBot(machine: Machine, turns: number) {
  const keys = await openKeyStore(machine.dataDir);
  const channel = await serveChannelIdentity(keys.signing('channel'));
  const { botId, tenantId } = machine.teams;
  const adapter = new CloudAdapter(
    connectorAuthentication({
      botId,
      tenantId,
      openIdMetadataUrl: channel.metadataUrl,
      credentials: { connectorToken: async () => 'token-of-the-bot' },
    }),
  );
  const owner = machine.person('owner');
  const cost = new Cost(machine);
  const turn = (authorization: string) => async (): Promise<void> => {
    const body = machine.teams.activity(owner, { type: 'message', text: 'Is anybody there?' });
    let status = 0;
    const response = {
      socket: undefined,
      header: () => {},
      send: () => {},
      end: () => {},
      status: (code: number) => {
        status = code;
      },
    };
    const request = { method: 'POST', headers: { authorization }, body };
    await adapter.process(request, response, async (context) => {
      await context.sendActivity(`You said: ${context.activity.text}`);
    });
    if (status !== 200) throw new Error(`the echo was answered ${status}`);
  };
  return {
    run: () => {
      const authorization = machine.teams.token();
      return cost.of(turns, rate(Array.from({ length: turns }, () => turn(authorization))));
    },
    cost,
    stop: () => channel.stop(),
  };
}
