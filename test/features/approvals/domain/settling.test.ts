import { expect, it } from 'vitest';
import { settling } from '../../../../src/features/approvals/kinds/settling.ts';
import { DAY } from '../../../../src/kernel/instant.ts';
import {
  agentState,
  around,
  asked,
  at,
  CHAIN_PLAN,
  CONNECTOR,
  connectorState,
  given,
  TIER,
} from './world.ts';

const refused = { code: 'settling' };
const tier = given([0, asked({ subject: TIER, plan: CHAIN_PLAN })]).state;
const desk = given([0, asked({ subject: CONNECTOR, plan: CHAIN_PLAN })]).state;
const action = given([0, asked()]).state;

it('nothing is given back before what rested on it has ended', () => {
  const agent = agentState({ unsettledSince: at(0) });
  const connector = connectorState({ unsettledSince: at(0) });
  for (const state of [tier, desk]) {
    expect(settling(state, around(1))).toBeUndefined();
    expect(settling(state, around(1, { agent }))).toEqual(refused);
    expect(settling(state, around(1, { connector }))).toEqual(refused);
  }
  expect(settling(action, around(1, { agent, connector }))).toBeUndefined();
});

it('a raised tier that is over has to be written off first', () => {
  const raise = { connectorId: 'post', tier: 'delegatedAction', until: at(DAY), request: 'AR-1' };
  const agent = agentState({ raises: [{ ...raise, tier: 'delegatedAction' }] });
  expect(settling(tier, around(DAY - 1, { agent }))).toBeUndefined();
  expect(settling(tier, around(DAY, { agent }))).toEqual(refused);
});
