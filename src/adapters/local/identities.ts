import { createHash } from 'node:crypto';

/** The part of Microsoft Entra that local access tokens stand in for. */
export const API_AUDIENCE = 'api://countersign';
/** The app registration of the tab: only its tokens may answer for a person. */
export const TAB_CLIENT_ID = '00000000-0000-4000-8000-0000000000c0';
export const TAB_SCOPE = 'access_as_user';
export const AGENT_ROLE = 'Agent.Act';
export const GATEWAY_ROLE = 'Gateway.Enforce';

export const issuerOf = (tenantId: string): string =>
  `http://127.0.0.1/countersign-local/${tenantId}/v2.0`;

/** The object id that an agent's local tokens carry. It always counts among that agent's identities. */
export function agentObjectId(agentId: string): string {
  const known = ofAgents.get(agentId) ?? nameUuid(`agent:${agentId}`);
  ofAgents.set(agentId, known);
  return known;
}

/** Asked on every call of an agent. */
const ofAgents = new Map<string, string>();

/** The object id of the local gateway. */
export const gatewayObjectId = (): string => nameUuid('gateway');

/** A name-based UUID with SHA-256: version 8, as in RFC 9562, appendix B.2. */
function nameUuid(name: string): string {
  const bytes = createHash('sha256').update(`countersign-local/${name}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [0, 8, 12, 16, 20].map((at, i, all) => hex.slice(at, all[i + 1])).join('-');
}

/** The authentication context that approvals may ask for. */
export const STEP_UP_CONTEXT = 'c1';
