import { parseArgs } from 'node:util';
import { CedarLanguage } from '../../adapters/cedar/cedarLanguage.ts';
import type { FileText } from '../../features/policy/domain/active.ts';
import { readShipped } from '../../features/policy/files.ts';
import { type Bundle, bundleOf } from '../../features/policy/loading.ts';
import { tryCases, withoutCase } from '../../features/policy/trying.ts';
import type { Around } from '../around.ts';
import { asksForHelp } from '../help.ts';
import { policiesIn } from '../policyFolder.ts';
import { explainCommand } from './explain.ts';
import { simulateCommand } from './simulate.ts';

const USAGE = `npm run policy -- <what>
  test [--dir DIR]      tries every written case, and asks for one of each rule in DIR, which holds a tenant's own
                        rules and cases (default: POLICY_DIR)
  lint [--dir DIR]      reads and checks the rules, without trying cases
  explain <D-…>         why a decision came out as it did (asks the server that runs here)
  explain --agent ID --connector ID --tool NAME [--arguments JSON]
                        what would be decided now, and why; records nothing
  simulate --candidate DIR [--weeks 4]
                        what a tenant's files in DIR would have decided in the last weeks; changes nothing`;

/** `npm run policy -- test | lint | explain | simulate`: 0 where all is well, 1 where something speaks against it, 2 for other words. */
export async function policyCommand(args: readonly string[], around: Around): Promise<number> {
  if (asksForHelp(args)) {
    around.say(USAGE);
    return 0;
  }
  const [name = '', ...rest] = args;
  try {
    if (name === 'test' || name === 'lint') return await check(name, rest, around);
    if (name === 'explain') return await explainCommand(rest, around);
    if (name === 'simulate') return await simulateCommand(rest, around);
  } catch (error) {
    if (!isAboutOptions(error)) throw error;
    around.complain(error.message);
    return 2;
  }
  around.complain(USAGE);
  return 2;
}

/** What `parseArgs` throws about words it does not know. */
const isAboutOptions = (error: unknown): error is TypeError =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

async function check(
  what: 'test' | 'lint',
  args: readonly string[],
  around: Around,
): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { dir: { type: 'string' } } });
  const folder = values.dir ?? around.config.policyDir;
  const tenant: readonly FileText[] = folder === undefined ? [] : await policiesIn(folder);
  const language = new CedarLanguage(around.log);
  const made = await bundleOf({ language, shipped: await readShipped(), settings: {} }, tenant);
  if (!made.ok) return refused(made.refusal, around);
  const failing =
    what === 'test' ? [...tryCases(language, made.value, 'A'), ...withoutCase(made.value)] : [];
  if (failing.length > 0) return refused(failing, around);
  tell(what, made.value, around);
  return 0;
}

function refused(against: readonly string[], { complain }: Around): number {
  for (const sentence of against) complain(sentence);
  return 1;
}

function tell(what: 'test' | 'lint', { policies, files, cases }: Bundle, { say }: Around): void {
  for (const { name } of files) {
    const rules = [...policies.values()].filter(({ file }) => file === name).length;
    const written = cases.filter(({ file }) => file === name).length;
    if (rules > 0) say(`${name}: ${rules} ${rules === 1 ? 'policy' : 'policies'}`);
    if (written > 0 && what === 'test')
      say(`${name}: ${written} ${written === 1 ? 'case' : 'cases'}, all as expected`);
  }
  say(
    `${policies.size} policies, ${cases.length} cases: ${what === 'test' ? 'every case comes out as written' : 'nothing speaks against them'}.`,
  );
}
