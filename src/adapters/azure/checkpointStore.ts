import { createHash } from 'node:crypto';
import { Fault } from '../../kernel/faults.ts';
import { parseCheckpoint } from '../../ledger/checkpoint.ts';
import { parseNote } from '../../ledger/note.ts';
import type { Credential } from './credential.ts';
import { type Limits, type Rest, type RestAnswer, type RestCall, restOf } from './rest.ts';

/** Where checkpoints are kept outside the table. */
export interface CheckpointStore {
  /** The note with the latest time. Throws `storage-unavailable`. */
  newest(): Promise<string | undefined>;
  /** Keeps a note for good. Throws `storage-unavailable` where that is not certain. */
  put(note: string): Promise<void>;
}

const SCOPE = 'https://storage.azure.com/.default';
const VERSION = { 'x-ms-version': '2023-11-03' };
const FOLDER = 'v1/';
/** Larger than the time of any checkpoint: blobs are listed by name only, and so the newest comes first. */
const END_OF_TIME = 9_999_999_999_999;
const NAME = /^v1\/\d{13}_[0-9TZ.-]{22}_[0-9a-f]{16}\.note$/;
const NEW_BLOB = {
  ...VERSION,
  'x-ms-blob-type': 'BlockBlob',
  'content-type': 'text/plain; charset=utf-8',
  'if-none-match': '*',
};
/** Azure may give a page without blobs and a marker to go on. */
const MAX_PAGES = 20;

/**
 * Checkpoints as blobs of a container whose immutability policy lets nobody change or delete them, `endpoint` being the
 * container's URL. A blob a checkpoint, written once: `v1/<time, counted down>_<time>_<hash>.note`.
 */
export function blobCheckpointStore(
  endpoint: string,
  credential: Credential,
  limits?: Limits,
): CheckpointStore {
  const rest = restOf({ credential, scope: SCOPE, fault: 'storage-unavailable', limits });
  const container = endpoint.replace(/\/+$/, '');
  return {
    async newest() {
      const name = await newestName(rest, container);
      if (name === undefined) return undefined;
      return fetchNote(rest, { ...reading(`${container}/${name}`), patient: true });
    },
    async put(note) {
      const url = `${container}/${nameOf(note)}`;
      const answer = await rest({ method: 'PUT', url, headers: NEW_BLOB, body: note });
      // 409 is also what a try gets whose first one was taken and not acknowledged.
      if (answer.status === 201) return;
      if (answer.status === 409 && (await fetchNote(rest, reading(url))) === note) return;
      throw refused(answer, 'a checkpoint was not kept');
    },
  };
}

function nameOf(note: string): string {
  const parsed = parseNote(note);
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.body) : parsed;
  if (!checkpoint.ok) throw new TypeError('only a signed checkpoint can be kept');
  const { at } = checkpoint.value;
  const countdown = String(END_OF_TIME - Date.parse(at)).padStart(13, '0');
  const hash = createHash('sha256').update(note).digest('hex').slice(0, 16);
  return `${FOLDER}${countdown}_${at.replaceAll(':', '')}_${hash}.note`;
}

/** The first name in order that is one of ours. */
async function newestName(rest: Rest, container: string): Promise<string | undefined> {
  const list = `${container}?restype=container&comp=list&maxresults=100&prefix=${FOLDER}`;
  let marker = '';
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const url = `${list}&marker=${encodeURIComponent(marker)}`;
    const answer = await rest({ ...reading(url), patient: true });
    if (answer.status !== 200 || !answer.text.includes('<EnumerationResults'))
      throw refused(answer, 'the checkpoints were not listed');
    const name = textsOf(answer.text, 'Name').find((one) => NAME.test(one));
    marker = textsOf(answer.text, 'NextMarker')[0] ?? '';
    if (name !== undefined || marker === '') return name;
  }
  throw new Fault('storage-unavailable', 'too much lies before the newest checkpoint');
}

/** The texts of an XML element without attributes. Names of ours and markers hold nothing that XML escapes, others are not wanted. */
const textsOf = (xml: string, element: string): string[] =>
  [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(
    ([, text = '']) => text,
  );

const reading = (url: string): RestCall => ({ method: 'GET', url, headers: VERSION });

async function fetchNote(rest: Rest, call: RestCall): Promise<string> {
  const answer = await rest(call);
  if (answer.status === 200) return answer.text;
  throw refused(answer, 'a checkpoint was not read');
}

function refused({ status, text }: RestAnswer, what: string): Fault {
  const [code = ''] = textsOf(text, 'Code');
  return new Fault('storage-unavailable', `${what}: ${status} ${code}`.trim());
}
