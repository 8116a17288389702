import { type Host, remembered, type Session, type ThemeName } from './session.ts';

/** In a stranger's frame the SDK waits for ever. */
const PATIENCE_MS = 10_000;

const THEMES: Readonly<Record<string, ThemeName>> = { dark: 'dark', contrast: 'contrast' };
const themeOf = (name: string | undefined): ThemeName => THEMES[name ?? ''] ?? 'light';

/** Whether something is around this window that may be Teams. */
const isHosted = (): boolean => window.parent !== window || 'nativeInterface' in window;

/** Signs in with Teams; undefined where Teams is not what is around us. */
export async function teamsSession(): Promise<Session | undefined> {
  if (!isHosted()) return undefined;
  const { app, authentication } = await import('./teamsSdk.ts');
  const context = await inTime(app.initialize().then(() => app.getContext()));
  if (context === undefined) return undefined;
  const listeners = new Set<(theme: ThemeName) => void>();
  let theme = themeOf(context.app.theme);
  app.registerOnThemeChangeHandler((name) => {
    theme = themeOf(name);
    for (const listener of listeners) listener(theme);
  });
  const wanted = context.page.subPageId;
  const host: Host = {
    name: 'teams',
    get theme() {
      return theme;
    },
    onTheme: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    ...(wanted?.startsWith('/') && { wantedPath: wanted }),
  };
  const { token, put } = remembered(async () => {
    const got = await inTime(authentication.getAuthToken());
    if (got === undefined)
      throw new Error('Teams did not sign you in. Close the tab and open it again.');
    return got;
  });
  await token();
  void app.notifySuccess();
  const stepUp = async (claims: string): Promise<void> =>
    put(await authentication.getAuthToken({ claims: [claims] }));
  return { token, stepUp, host };
}

async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  const patience = new Promise<undefined>((resolve) => {
    setTimeout(resolve, PATIENCE_MS, undefined);
  });
  return Promise.race([work.catch(() => undefined), patience]);
}
