import { randomBytes } from 'node:crypto';

const HELPING = 4_096;

/** Cryptographically random bytes, fetched from the system in larger helpings: every event of the ledger needs sixteen. */
export function pooledRandom(): (bytes: number) => Uint8Array {
  let pool = Buffer.alloc(0);
  let used = 0;
  return (bytes) => {
    if (bytes > HELPING) return randomBytes(bytes);
    if (used + bytes > pool.length) {
      pool = randomBytes(HELPING);
      used = 0;
    }
    used += bytes;
    return pool.subarray(used - bytes, used);
  };
}
