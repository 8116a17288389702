import type { TurnContext } from 'botbuilder';
import type { Log } from '../../kernel/log.ts';
import type { Json } from '../../ledger/canonical.ts';
import type { TeamsActivity } from './activity.ts';
import type { TeamsApplication } from './application.ts';
import { cardResponse } from './cardResponse.ts';
import { ACTIVITY } from './connectorAdapter.ts';
import { type Dialogs, messageActionCall, openDialog, submitDialog, taskCall } from './dialogs.ts';
import type { Turns } from './turns.ts';
import { executedClick } from './verbs.ts';

interface Settings {
  readonly turns: Turns;
  readonly dialogs: Dialogs;
  readonly log: Log;
}

const activityOf = (context: TurnContext): TeamsActivity => {
  const activity = context.turnState.get<TeamsActivity | undefined>(ACTIVITY);
  if (activity === undefined) throw new TypeError('the turn has no activity of ours');
  return activity;
};

const ofType = (type: string) => (context: TurnContext) =>
  Promise.resolve(activityOf(context).type === type);
const invoked = (name: string) => (context: TurnContext) => {
  const activity = activityOf(context);
  return Promise.resolve(activity.type === 'invoke' && activity.name === name);
};

/** What an invoke is told that nothing here understands, and one whose handler failed. */
export const NOT_UNDERSTOOD = cardResponse({
  kind: 'refused',
  status: 400,
  text: 'This is nothing the bot understands.',
});

/** Which activity goes where. Whatever no route takes (edits, deletions, reactions, receipts) is ignored. */
export function addRoutes(app: TeamsApplication, { turns, dialogs, log }: Settings): void {
  app.activity(ofType('message'), (context) => turns.message(activityOf(context)));
  for (const type of ['conversationUpdate', 'installationUpdate'])
    app.activity(ofType(type), (context) => turns.installation(activityOf(context)));

  // The response is ours and not what teams-ai makes of a returned card: once one card with `refresh` has passed,
  // it writes later per-user cards of that verb over everyone's.
  app.addRoute(
    invoked('adaptiveCard/action'),
    async (context) => {
      const activity = activityOf(context);
      const click = executedClick(activity);
      await respond(context, cardResponse(await turns.click(activity, click)));
    },
    true,
  );

  const turn = (activity: TeamsActivity) => ({ speaker: () => turns.speaker(activity), log });
  const open = (read: typeof taskCall) => (context: TurnContext) => {
    const activity = activityOf(context);
    return openDialog(dialogs, read(activity), turn(activity));
  };
  const submit = (read: typeof taskCall) => (context: TurnContext) => {
    const activity = activityOf(context);
    return submitDialog(dialogs, read(activity), turn(activity));
  };
  app.taskModules.fetch(invoked('task/fetch'), open(taskCall));
  app.taskModules.submit(invoked('task/submit'), submit(taskCall));
  app.messageExtensions.fetchTask(invoked('composeExtension/fetchTask'), open(messageActionCall));
  app.messageExtensions.submitAction(
    invoked('composeExtension/submitAction'),
    submit(messageActionCall),
  );
  app.addRoute(ofType('invoke'), (context) => respond(context, NOT_UNDERSTOOD), true);
}

async function respond(context: TurnContext, body: Json): Promise<void> {
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
}
