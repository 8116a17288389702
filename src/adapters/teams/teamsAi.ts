import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const NO_DIALOGS = fileURLToPath(new URL('./noDialogs.ts', import.meta.url));

/**
 * teams-ai, as far as it is used here. Its sign-in prompts would load botbuilder-dialogs, with recognisers of dates and
 * numbers in many languages: a fifth of a second and some 15 MB of every server, for prompts that nothing here makes.
 * While teams-ai loads, that name stands for the one class that they extend.
 */
const hooks = registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier === 'botbuilder-dialogs' ? NO_DIALOGS : specifier, context),
});
export const { Application } = await import('@microsoft/teams-ai/lib/Application.js');
export const { TurnState } = await import('@microsoft/teams-ai/lib/TurnState.js');
hooks.deregister();
