import type { Feature } from '../../kernel/feature.ts';
import { alarmCommands, alarmVerbs } from './chat.ts';
import { cardJob, webhookJob } from './delivering.ts';
import type { AlarmsDeps } from './deps.ts';
import { alarmFacts } from './facts.ts';
import { alarmRoutes } from './routes.ts';
import { alarmsSection } from './sections.ts';
import { watchJob } from './watching.ts';

/** What asks for a look: raised once, told to rooms and other systems, and taken on by somebody. */
export const alarmsFeature = (deps: AlarmsDeps): Feature => ({
  ...alarmFacts,
  title: 'Alarms',
  commands: alarmCommands(deps),
  verbs: alarmVerbs(deps),
  dialogs: [],
  routes: alarmRoutes(deps),
  jobs: [watchJob(deps), cardJob(deps), webhookJob(deps)],
  sections: [alarmsSection],
});
