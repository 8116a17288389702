import { isHash } from './hash.ts';

/** What stays of a purged line: its leaf hash, and the governance seq of the event that purged it. */
export interface Stub {
  readonly leaf: string;
  readonly purgedBy: number;
}

const STUB = /^\{"leaf":"([0-9a-f]{64})","purgedBy":([1-9][0-9]{0,15})\}$/;

/** The canonical line of a stub. */
export function formatStub(stub: Stub): string {
  return `{"leaf":"${stub.leaf}","purgedBy":${stub.purgedBy}}`;
}

/** The stub that a line is, or undefined for any other line. An event's line begins with `{"at":`, never so. */
export function parseStub(line: string): Stub | undefined {
  if (!beginsAsStub(line)) return undefined;
  const [, leaf, purgedBy] = STUB.exec(line) ?? [];
  if (leaf === undefined || purgedBy === undefined || !isHash(leaf)) return undefined;
  return { leaf, purgedBy: Number(purgedBy) };
}

/** Whether the line that begins at `from` can only be a stub. */
export function beginsAsStub(text: string, from = 0): boolean {
  return text.startsWith('{"leaf":', from);
}
