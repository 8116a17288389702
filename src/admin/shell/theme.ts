import {
  type Theme,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
} from '@fluentui/react-components';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import type { Host, ThemeName } from '../signIn/session.ts';

export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

/** The theme around the app, as it is now; on paper always the light one, for paper is. */
export function useTheme(host: Host): ThemeName {
  const theme = useSyncExternalStore(host.onTheme, () => host.theme);
  const [isPrinted, setPrinted] = useState(false);
  useEffect(() => {
    const paper = matchMedia('print');
    // Before the browser takes the page as it stands.
    const turned = (): void => flushSync(() => setPrinted(paper.matches));
    paper.addEventListener('change', turned);
    return () => paper.removeEventListener('change', turned);
  }, []);
  return isPrinted ? 'light' : theme;
}
