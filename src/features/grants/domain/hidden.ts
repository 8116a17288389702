import type { Json } from '../../../ledger/canonical.ts';

/** Names that mean a recipient wherever they stand, also where a catalogue forgot them. */
const RECIPIENT_NAMES = [
  'to',
  'cc',
  'bcc',
  'recipient',
  'recipients',
  'toRecipients',
  'ccRecipients',
  'bccRecipients',
  'replyTo',
  'sendTo',
  'forwardTo',
  'attendees',
  'participants',
  'invitees',
  'payee',
  'beneficiary',
  'creditor',
  'iban',
  'accountNumber',
  'bankAccount',
  'toAccount',
];

/** What the catalogue knows of a tool's arguments. */
interface Names {
  readonly recipients: readonly string[];
  readonly amounts: readonly string[];
}

/** What arguments say besides those that the catalogue reads. */
export interface Hidden {
  /** Everything that is an address, or stands under a name that means a recipient. */
  readonly recipients: readonly string[];
  /** A name that the catalogue reads as an amount is there in another spelling, or further inside. */
  readonly amount: boolean;
}

/** A name as it may be read by a system that does not mind case, accents of width, or what joins words. */
const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Looks through arguments at any depth for whom they could reach, and what they could move. */
export function hiddenIn(entries: readonly (readonly [string, Json])[], names: Names): Hidden {
  const meanSomebody = new Set([...RECIPIENT_NAMES, ...names.recipients].map(plain));
  const meanAmounts = new Set(names.amounts.map(plain));
  const recipients: string[] = [];
  let amount = false;
  const look = (value: Json, somebody: boolean): void => {
    if (value === null || value === '') return;
    if (typeof value !== 'object') {
      const text = String(value);
      if (somebody || isAddressed(text)) recipients.push(text);
    } else if (isList(value)) for (const one of value) look(one, somebody);
    else lookInto(Object.entries(value), somebody);
  };
  const lookInto = (inner: readonly (readonly [string, Json])[], somebody: boolean): void => {
    for (const [name, value] of inner) {
      if (isAddressed(name)) recipients.push(name);
      if (meanAmounts.has(plain(name))) amount = true;
      look(value, somebody || meanSomebody.has(plain(name)));
    }
  };
  lookInto(entries, false);
  return { recipients, amount };
}

const ADDRESS = /^(?:mailto:)?[^\s@<>]+@[^\s@<>]+$/i;
const WITH_NAME = /<[^\s@<>]+@[^\s@<>]+>$/;
const REMARK = /\([^()]*\)/g;
/** No address is longer. */
const MOST_ADDRESS = 400;

/** What stands between the addresses of a list; a name before an address may hold spaces and commas. */
const BETWEEN = [/[,;\s]+/, /[,;\r\n]+/, /[;\r\n]+/];

const isOne = (text: string): boolean =>
  text.length <= MOST_ADDRESS && (ADDRESS.test(text) || WITH_NAME.test(text));

/** Whether a value is one address, with or without a name, or a list of them; a text that only mentions some is not. */
function isAddressed(text: string): boolean {
  if (!text.includes('@')) return false;
  const bare = text.replaceAll(REMARK, ' ');
  return BETWEEN.some((between) => {
    const parts = bare
      .split(between)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    return parts.length > 0 && parts.every(isOne);
  });
}
