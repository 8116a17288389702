import type { ConversationReference, Tx } from '../../../kernel/ledger.ts';
import { canonicalJson } from '../../../ledger/canonical.ts';
import { sha256 } from '../../../ledger/hash.ts';
import { conversationKey, conversationName } from '../rows/keys.ts';
import type { LogStore } from '../rows/logStore.ts';
import { CONVERSATION_LEARNED } from '../rows/model.ts';
import type { GovernanceWriter } from './governance.ts';
import type { OwnDraft } from './order.ts';

/** Where people and conversations can be written to: V rows, with an event that holds a hash only. */
export class Conversations {
  readonly #governance: LogStore;
  readonly #writer: GovernanceWriter;

  constructor(governance: LogStore, writer: GovernanceWriter) {
    this.#governance = governance;
    this.#writer = writer;
  }

  async find(key: string): Promise<ConversationReference | undefined> {
    const row = await this.#governance.text(conversationKey(key));
    // What stands under our mac was written by `learn`.
    return row === undefined ? undefined : (JSON.parse(row.text) as ConversationReference);
  }

  /** No commit where it stands already: messages come often, and from the same place. */
  async learn(key: string, reference: ConversationReference): Promise<void> {
    const text = canonicalJson({ ...reference });
    const known = await this.#governance.text(conversationKey(key));
    if (known?.text !== text) await this.#writer.commit((tx) => learned(tx, key, text));
  }
}

async function learned(tx: Tx, key: string, text: string): Promise<OwnDraft<undefined>> {
  const stands = await tx.row(conversationKey(key));
  const known = stands !== undefined && canonicalJson(stands.value) === text;
  const data = { key: conversationName(key), reference: sha256(text) };
  return {
    by: { kind: 'system' },
    events: known ? [] : [{ type: CONVERSATION_LEARNED, data }],
    result: () => undefined,
    own: ([place]) => [{ key: conversationKey(key), text, seq: place?.seq ?? 0 }],
  };
}
