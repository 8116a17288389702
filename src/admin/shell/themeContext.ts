import { createContext, use } from 'react';
import type { ThemeName } from '../signIn/session.ts';

export const ThemeContext = createContext<ThemeName>('light');

/** For what draws its own colours. */
export const useThemeName = (): ThemeName => use(ThemeContext);
