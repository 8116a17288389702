import { type Around, localOf } from './around.ts';
import { asksForHelp } from './help.ts';
import { LOCAL_ORGANISATION } from './settings.ts';
import { TOKEN_USAGE, tokenFor } from './token.ts';

/** A local access or channel token on standard output, nothing else. */
export async function tokenCommand(args: readonly string[], around: Around): Promise<number> {
  if (asksForHelp(args)) {
    around.say(TOKEN_USAGE);
    return 0;
  }
  const { dataDir } = localOf(around);
  const token = await tokenFor(args, { dataDir, ...LOCAL_ORGANISATION });
  if (token === undefined)
    around.complain(`Nobody is called ${JSON.stringify(args.join(' '))}.\n${TOKEN_USAGE}`);
  else around.say(token);
  return token === undefined ? 2 : 0;
}
