import { createRequire } from 'node:module';
import type * as Package from '@cedar-policy/cedar-wasm/nodejs';

export type Cedar = typeof Package;

const require = createRequire(import.meta.url);
const PACKAGE = '@cedar-policy/cedar-wasm/nodejs';

/** A fresh instance of the engine, with a memory of its own: one that has trapped is never good again. */
export function newInstance(): Cedar {
  delete require.cache[require.resolve(PACKAGE)];
  return require(PACKAGE) as Cedar;
}
