import type { BrowserContext } from 'playwright-core';

export const TEAMS_PAGE = 'https://teams.microsoft.com/tab';

/** What Teams is asked for and says, as far as a tab of ours needs it. */
export interface FakeTeamsHost {
  readonly theme: 'default' | 'dark' | 'contrast';
  /** What `getAuthToken` gives; undefined: Teams refuses. */
  readonly token: string | undefined;
  readonly subPageId?: string;
}

/** Puts a page in the place of Teams that frames the tab and speaks the protocol of teams-js. */
export async function standInForTeams(
  context: BrowserContext,
  tab: string,
  host: FakeTeamsHost,
): Promise<void> {
  await context.route('https://teams.microsoft.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: pageOf(tab, host) }),
  );
}

const pageOf = (tab: string, host: FakeTeamsHost): string => `<!doctype html>
<html lang="en"><title>Teams</title>
<iframe id="tab" title="Countersign" src="${tab}" style="border:0;width:100%;height:95vh"></iframe>
<script>
const host = ${JSON.stringify(host)};
const frame = document.getElementById('tab');
const runtime = { apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false, supports: { pages: { appButton: {} } } };
const answers = {
  initialize: () => ['content', 'web', JSON.stringify(runtime), '2.58.0'],
  getContext: () => [{ theme: host.theme, locale: 'en-gb', entityId: 'admin', subEntityId: host.subPageId, frameContext: 'content', sessionId: 's' }],
  'authentication.getAuthToken': () => host.token === undefined ? [false, 'CancelledByUser'] : [true, host.token],
};
window.asked = [];
window.addEventListener('message', ({ data, source, origin }) => {
  if (source !== frame.contentWindow || typeof data.func !== 'string') return;
  window.asked.push(data.func);
  const args = answers[data.func]?.(data.args);
  if (args) source.postMessage({ id: data.id, uuidAsString: data.uuidAsString, args }, origin);
});
window.say = (func, args) => frame.contentWindow.postMessage({ func, args }, new URL(frame.src).origin);
</script></html>`;
