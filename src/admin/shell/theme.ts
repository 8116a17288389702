import {
  type Theme,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Host, ThemeName } from '../signIn/session.ts';

export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

/** The theme around the app, as it is now. */
export function useTheme(host: Host): ThemeName {
  const [theme, setTheme] = useState(host.theme);
  useEffect(() => host.onTheme(setTheme), [host]);
  return theme;
}
