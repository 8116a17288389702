import { generateKeyPair, randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Fault } from '../../kernel/faults.ts';
import { isErrno, makePrivateFolder, readIfThere, syncFolder, writeNewFile } from './files.ts';

/** What signs: receipts for gateways, checkpoints of the ledger, local access tokens, tokens of the local channel. */
export const SIGNING_KEYS = ['receipts', 'checkpoints', 'access', 'channel'] as const;
/** What authenticates rows of the table, and nonces of cards. */
export const SECRETS = ['row.mac', 'card.mac'] as const;

export type SigningKeyName = (typeof SIGNING_KEYS)[number];
export type SecretName = (typeof SECRETS)[number];
export type KeyName = SigningKeyName | SecretName;

const NAMES: readonly KeyName[] = [...SIGNING_KEYS, ...SECRETS];

const folderOf = (dataDir: string): string => join(dataDir, 'keys');
const fileOf = (name: KeyName): string => `${name}.key`;

/** Whether keys lie in this data folder already. */
export async function keysExist(dataDir: string): Promise<boolean> {
  try {
    return (await readdir(folderOf(dataDir))).length > 0;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false;
    throw error;
  }
}

/**
 * Makes the keys, all or none: a folder of new ones takes the name `keys` in one rename, which fails where another server
 * was faster. True where this call's keys are the ones that stand.
 */
export async function makeKeySet(dataDir: string): Promise<boolean> {
  await makePrivateFolder(dataDir);
  if (await keysExist(dataDir)) return false;
  const draft = await mkdtemp(join(dataDir, '.keys-'));
  try {
    for (const name of NAMES) await writeNewFile(join(draft, fileOf(name)), await newKey(name));
    await syncFolder(draft);
    return await takeName(draft, dataDir);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** The text of one key alone, or undefined where it is not there. */
export async function readKey(dataDir: string, name: KeyName): Promise<string | undefined> {
  return (await readIfThere(join(folderOf(dataDir), fileOf(name))))?.trim();
}

async function takeName(draft: string, dataDir: string): Promise<boolean> {
  try {
    await rename(draft, folderOf(dataDir));
  } catch (error) {
    if (await keysExist(dataDir)) return false;
    throw error;
  }
  await syncFolder(dataDir);
  return true;
}

/** The texts of all keys, by name. Throws `misconfigured` where one is missing: a new one in its place would disown all it has signed. */
export async function readKeySet(dataDir: string): Promise<ReadonlyMap<KeyName, string>> {
  const folder = folderOf(dataDir);
  await keepPrivate(folder, 0o700);
  const texts = new Map<KeyName, string>();
  for (const name of NAMES) {
    const path = join(folder, fileOf(name));
    const text = await readIfThere(path);
    if (text === undefined) continue;
    await keepPrivate(path, 0o600);
    texts.set(name, text.trim());
  }
  const missing = NAMES.filter((name) => !texts.has(name)).map(fileOf);
  if (missing.length === 0) return texts;
  throw new Fault(
    'misconfigured',
    `${folder} lacks ${missing.join(', ')}: put the files back. Only where the ledger may be thrown away too, delete the whole data folder.`,
  );
}

/** Takes from group and others what a copy or a backup may have given them. */
async function keepPrivate(path: string, mode: number): Promise<void> {
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0)
    await chmod(path, mode);
}

const makePair = promisify(generateKeyPair);

/** A private key as PEM (PKCS #8), or 32 random bytes in base64url. */
async function newKey(name: KeyName): Promise<string> {
  if (name === 'row.mac' || name === 'card.mac') return randomBytes(32).toString('base64url');
  const { privateKey } =
    name === 'channel'
      ? await makePair('rsa', { modulusLength: 2048 })
      : await makePair('ec', { namedCurve: 'P-256' });
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}
