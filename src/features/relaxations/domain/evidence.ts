import { decisionId, type Recorded } from '../../../kernel/events.ts';
import { isRequestEvent, type RequestEvent } from '../../approvals/domain/events.ts';
import {
  type ActionAuthorized,
  isAuthorized,
  isOutcome,
  type OutcomeReported,
} from '../../gate/domain/events.ts';

import { type GrantEvent, isGrantEvent } from '../../grants/domain/events.ts';

/** Actions that are alike: one agent, one tool, exactly these recipients. */
export interface Pattern {
  readonly agentId: string;
  readonly connectorId: string;
  readonly tool: string;
  readonly recipients: readonly string[];
}

/** What the ledger holds about a pattern. */
export interface Record {
  readonly pattern: Pattern;
  readonly approved: number;
  /** Rejected, taken back, corrected, discarded, failed or complained about. */
  readonly against: number;
  /** Money moves, somebody unknown is reached, or what is passed on is not fixed: never proposed. */
  readonly barred: boolean;
}

export const keyOf = ({ agentId, connectorId, tool, recipients }: Pattern): string =>
  JSON.stringify([agentId, connectorId, tool, recipients]);

const BAD: readonly OutcomeReported['data']['outcome'][] = ['edited', 'discarded', 'failed'];

const SPOKEN: readonly RequestEvent['type'][] = [
  'request-rejected',
  'request-undone',
  'request-voided',
];

type Asked = Extract<RequestEvent, { type: 'request-asked' }>['data'];
type AskedAction = Extract<Asked, { kind: 'outboundAction' }>;

/** Collects, event by event and in order, how approvals of like actions went. */
export class Evidence {
  readonly #records = new Map<string, Record>();
  /** Request → key of its pattern; decision → request. */
  readonly #requests = new Map<string, string>();
  readonly #decisions = new Map<string, string>();

  add(event: Recorded): void {
    if (isRequestEvent(event)) this.#request(event);
    else if (isAuthorized(event)) this.#decision(event);
    else if (isOutcome(event)) this.#outcome(event);
    else if (isGrantEvent(event)) this.#grant(event);
    else if (event.type === 'feedback-reported' && 'agent' in event.data)
      this.#complaint(String(event.data.agent));
  }

  records(): readonly Record[] {
    return [...this.#records.values()];
  }

  #change(key: string | undefined, change: (record: Record) => Record): void {
    const record = key === undefined ? undefined : this.#records.get(key);
    if (key !== undefined && record) this.#records.set(key, change(record));
  }

  #request(event: RequestEvent): void {
    if (event.type === 'request-asked') {
      if (event.data.kind === 'outboundAction') this.#asked(event.data);
      return;
    }
    const key = this.#requests.get(event.data.request);
    if (event.type === 'request-approved') this.#change(key, approvedOnce);
    else if (SPOKEN.includes(event.type)) this.#change(key, spokenAgainst);
  }

  #asked({ request, facts, agentId, connectorId }: AskedAction): void {
    const recipients = facts.recipients.map(({ address }) => address).toSorted();
    const pattern = { agentId, connectorId, tool: facts.effectiveTool, recipients };
    const key = keyOf(pattern);
    const barred =
      facts.systemClass === 'finance' ||
      facts.amount !== undefined ||
      facts.tool !== facts.effectiveTool ||
      facts.references.length > 0 ||
      recipients.length === 0;
    this.#requests.set(request, key);
    const known = this.#records.get(key) ?? { pattern, approved: 0, against: 0, barred: false };
    this.#records.set(key, { ...known, barred: known.barred || barred });
  }

  /** Who is reached stands on the decision, by the classes of then. */
  #decision(event: Recorded<ActionAuthorized>): void {
    const { request, surroundings } = event.data;
    if (request === undefined) return;
    this.#decisions.set(decisionId(event), request);
    if (surroundings === undefined || surroundings.audiences.includes('unknown'))
      this.#change(this.#requests.get(request), (record) => ({ ...record, barred: true }));
  }

  #outcome({ data }: OutcomeReported): void {
    const request = this.#decisions.get(data.decision);
    if (request !== undefined && BAD.includes(data.outcome))
      this.#change(this.#requests.get(request), spokenAgainst);
  }

  /** What reverted by itself did so for something that went wrong with this connector. */
  #grant({ type, data }: GrantEvent): void {
    if (type !== 'grant-revoked' || data.breach === undefined) return;
    for (const [key, { pattern }] of this.#records)
      if (pattern.agentId === data.agentId && pattern.connectorId === data.connectorId)
        this.#change(key, spokenAgainst);
  }

  /** A case names an agent and no action: it speaks against everything the agent did. */
  #complaint(agent: string): void {
    for (const [key, { pattern }] of this.#records)
      if (pattern.agentId === agent) this.#change(key, spokenAgainst);
  }
}

const approvedOnce = (record: Record): Record => ({ ...record, approved: record.approved + 1 });
const spokenAgainst = (record: Record): Record => ({ ...record, against: record.against + 1 });
