import type { Chat } from '../../kernel/chat.ts';
import type { Clock } from '../../kernel/instant.ts';
import type { Ledger, View } from '../../kernel/ledger.ts';
import type { Log } from '../../kernel/log.ts';
import type { Directory } from '../../kernel/people.ts';
import type { Result } from '../../kernel/result.ts';
import type { Touched } from '../pause/domain/target.ts';
import type { FileText } from '../policy/domain/active.ts';
import type { JudgeRules } from '../policy/domain/judge.ts';
import type { NotSimulated, Simulated, SimulationOrder } from '../policy/domain/simulating.ts';
import type { AgentState } from '../registry/domain/model.ts';
import type { Hit } from './domain/commands.ts';
import type { Explained } from './domain/explained.ts';
import type { AdoptionTerms } from './domain/policyChange.ts';
import type { ReceiptKey, ReceiptSigner } from './receipts/receipts.ts';
import type { Reader } from './showing/show.ts';

/** What the approvals are given by the house. */
export interface ApprovalsDeps {
  readonly tenant: string;
  readonly ledger: Ledger;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly log: Log;
  /** How a call is judged: again at redemption, as when it was asked. */
  readonly rules: JudgeRules;
  /** Candidates of the policy: what they would have decided, and making one ready on this server. */
  readonly candidates: Candidates;
  /** Every pause that hits, lifted ones too (what they made void stays void). */
  readonly hits: (view: View, touched: Touched) => readonly Hit[];
  /** The agent that has this object id among its identities. */
  readonly agentWithIdentity: (view: View, objectId: string) => string | undefined;
  /** Whether a token's object id may speak for an agent. */
  readonly speaksFor: (objectId: string, agentId: string, agent: AgentState | undefined) => boolean;
  /** Whether this server has the policy of that hash, and can judge by it. */
  readonly hasPolicy: (bundle: string) => boolean;
  /** What it takes to adopt a policy. */
  readonly adoption: AdoptionTerms;
  /** Whether somebody reported lately how long the work of a department takes without agents. */
  readonly hasBaselines: (department: string) => Promise<boolean>;
  /** HMAC-SHA-256 under the card key, hex: makes a view's nonce. */
  readonly cardMac: (text: string) => string;
  readonly receipts: ReceiptIssue;
  readonly chat: Chat;
  /** Id of the authentication context that approvals may ask for. */
  readonly stepUpContext: string;
  /** Where the server is reached, without a slash at its end: pages of the admin app lie below. */
  readonly serverUrl: string;
  /** Which agents something holds back at present. */
  readonly pausedNow: () => Promise<(agentId: string) => boolean>;
  /** The five questions about a decision (`D-…`) or a request (`AR-…`), where this reader may know. */
  readonly explain: (id: string, reader: Reader) => Promise<Explained | undefined>;
}

export interface Candidates {
  readonly simulate: (order: SimulationOrder) => Promise<Result<Simulated, NotSimulated>>;
  /** Reads, checks and tries these files of a tenant; answers the hash of the bundle, or what speaks against it. */
  readonly ready: (files: readonly FileText[]) => Promise<Result<string, readonly string[]>>;
}

/** Who signs receipts, for whom, and with which keys they are checked. */
export interface ReceiptIssue {
  readonly signer: ReceiptSigner;
  readonly keys: readonly ReceiptKey[];
  readonly issuer: string;
  readonly audience: string;
  /** A new receipt's id: unguessable. */
  readonly newId: () => string;
}
