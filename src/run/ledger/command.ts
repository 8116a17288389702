import { parseArgs } from 'node:util';
import { type Clock, systemClock } from '../../kernel/instant.ts';
import { parseKey } from '../../ledger/noteKey.ts';
import type { Around } from '../around.ts';
import { asksForHelp } from '../help.ts';
import { adoptCommand } from './adopt.ts';
import { exportCommand } from './export.ts';
import { scopeOf } from './exportScope.ts';
import { proveCommand } from './prove.ts';
import { rebuildCommand } from './rebuild.ts';
import type { LedgerAround } from './sources.ts';
import { verifyCommand, verifyExportCommand } from './verify.ts';

export const LEDGER_USAGE = `npm run ledger -- <what>
  verify                          the ledger in its table: logs, heads, checkpoints, every row
  verify --export DIR             an export, with nothing but its files; [--key KEY] is the one to trust
  export --out DIR                everything; [--from TIME] [--to TIME] [--subject S] a part
  prove <log>/<seq>               the proof that an event stands in the ledger
  adopt --as <upn> --reason "…"   after a disaster: accept a ledger that is behind a checkpoint
  rebuild --as <upn> --reason "…" make rows that were changed, or that an upgrade asks for, from the log`;

type Asked = (around: LedgerAround) => Promise<number>;
/** What the words ask for, or what is wrong with them; undefined where the usage says it best. */
type Read = (args: string[]) => Asked | string | undefined;

const READERS: Readonly<Record<string, Read>> = {
  verify: readVerify,
  export: readExport,
  prove: readProve,
  adopt: readSaid(adoptCommand),
  rebuild: readSaid(rebuildCommand),
};

/** `npm run ledger -- verify | export | prove | adopt | rebuild`: answers the exit code, 1 where something is wrong, 2 for words it does not know. */
export async function ledgerCommand(
  args: readonly string[],
  around: Around,
  clock: Clock = systemClock,
): Promise<number> {
  if (asksForHelp(args)) {
    around.say(LEDGER_USAGE);
    return 0;
  }
  const asked = read(args);
  if (typeof asked === 'function') return untilStopped(asked, { ...around, clock });
  around.complain(asked ?? LEDGER_USAGE);
  return 2;
}

async function untilStopped(asked: Asked, around: LedgerAround): Promise<number> {
  try {
    return await asked(around);
  } catch (error) {
    if (!around.signal.aborted) throw error;
    around.complain('Stopped before the end: nothing is known.');
    return 1;
  }
}

function read([name = '', ...rest]: readonly string[]): Asked | string | undefined {
  const reader = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  try {
    return reader?.(rest);
  } catch (error) {
    return error instanceof TypeError ? error.message : undefined; // parseArgs, about options
  }
}

function readVerify(args: string[]): Asked | string {
  const { values } = parseArgs({
    args,
    options: { export: { type: 'string' }, key: { type: 'string' } },
  });
  const { export: folder, key: text } = values;
  const key = text === undefined ? undefined : parseKey(text);
  if (text !== undefined && (key === undefined || folder === undefined))
    return '--key is a public key as <name>+<id>+<base64>, and goes with --export.';
  if (folder === undefined) return verifyCommand;
  return (around) => verifyExportCommand(folder, key, around);
}

function readExport(args: string[]): Asked | string | undefined {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { out: text, from: text, to: text, subject: text },
  });
  const { out } = values;
  const scope = scopeOf(values);
  if (out === undefined || typeof scope === 'string')
    return typeof scope === 'string' ? scope : undefined;
  return (around) => exportCommand(out, scope, around);
}

const PLACE = /^(g|\d{2})\/([1-9]\d{0,14})$/;

function readProve(args: string[]): Asked | undefined {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const [, log, seq] = PLACE.exec(positionals.join(' ')) ?? [];
  if (log === undefined) return undefined;
  return (around) => proveCommand({ log, seq: Number(seq) }, around);
}

/** Of what somebody takes upon them: who, and why. */
function readSaid(
  command: (
    asked: { readonly as: string; readonly reason: string },
    around: LedgerAround,
  ) => Promise<number>,
): Read {
  return (args) => {
    const text = { type: 'string' } as const;
    const options = { as: text, reason: text };
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const { as } = values;
    const reason = [values.reason ?? '', ...positionals].join(' ').trim(); // a reason without quotes
    if (as === undefined || reason === '') return undefined;
    return (around) => command({ as, reason }, around);
  };
}
