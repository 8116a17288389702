import type { Feature } from '../../kernel/feature.ts';
import { releaseCommands, releaseVerbs } from './chat.ts';
import type { ReleasesDeps } from './deps.ts';
import { releaseFacts } from './facts.ts';
import { releaseRoutes } from './routes.ts';

/** When changes may take effect. Without a calendar they may at any time. */
export const releasesFeature = (deps: ReleasesDeps): Feature => ({
  ...releaseFacts,
  title: 'Releases',
  commands: releaseCommands(deps),
  verbs: releaseVerbs(deps),
  dialogs: [],
  routes: releaseRoutes(deps),
  jobs: [],
});
