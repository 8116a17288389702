import type { Host, ThemeName } from './session.ts';

const dark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');
const forced = (): MediaQueryList => matchMedia('(forced-colors: active)');

const themeNow = (): ThemeName => {
  if (forced().matches) return 'contrast';
  return dark().matches ? 'dark' : 'light';
};

/** A browser's own window: its theme is what the system prefers. */
export const browserHost = (): Host => ({
  name: 'browser',
  get theme() {
    return themeNow();
  },
  onTheme: (listener) => {
    const changed = (): void => listener(themeNow());
    const queries = [dark(), forced()];
    for (const query of queries) query.addEventListener('change', changed);
    return () => {
      for (const query of queries) query.removeEventListener('change', changed);
    };
  },
});
