import {
  BotRegular,
  ClipboardTaskListLtrRegular,
  type FluentIcon,
  HomeRegular,
  PersonFeedbackRegular,
  ShieldCheckmarkRegular,
} from '@fluentui/react-icons';
import { type ComponentType, lazy } from 'react';

/** One entry of the navigation: a folder of `pages/`, which takes every address below its path. */
export interface PageEntry {
  readonly path: `/${string}`;
  readonly title: string;
  /** Where the title is too long for a phone's bar. */
  readonly short?: string;
  readonly icon: FluentIcon;
  /** The operation without which there is nothing to see here. */
  readonly needs?: string;
  readonly Page: ComponentType;
  /** Fetches its part of the app, before anybody is known to want it. */
  readonly load: () => Promise<unknown>;
}

type Load = () => Promise<{ readonly default: ComponentType }>;

const page = (load: Load) => ({ load, Page: lazy(load) });

export const PAGES: readonly PageEntry[] = [
  {
    path: '/',
    title: 'Overview',
    icon: HomeRegular,
    ...page(async () => ({
      default: (await import('./overview/OverviewPage.tsx')).OverviewPage,
    })),
  },
  {
    path: '/requests',
    title: 'Requests',
    icon: ClipboardTaskListLtrRegular,
    ...page(async () => ({
      default: (await import('./requests/RequestsPage.tsx')).RequestsPage,
    })),
  },
  {
    path: '/agents',
    title: 'Agents and connectors',
    short: 'Agents',
    icon: BotRegular,
    ...page(async () => ({ default: (await import('./agents/AgentsPage.tsx')).AgentsPage })),
  },
  {
    path: '/feedback',
    title: 'Feedback and digests',
    short: 'Feedback',
    icon: PersonFeedbackRegular,
    ...page(async () => ({
      default: (await import('./feedback/FeedbackPage.tsx')).FeedbackPage,
    })),
  },
  {
    path: '/ledger',
    title: 'Ledger',
    icon: ShieldCheckmarkRegular,
    ...page(async () => ({ default: (await import('./ledger/LedgerPage.tsx')).LedgerPage })),
  },
];

/** The entry whose address this is, below `/admin`. */
export const entryAt = (path: string): PageEntry | undefined =>
  PAGES.find((one) =>
    one.path === '/' ? path === '' || path === '/' : `${path}/`.startsWith(`${one.path}/`),
  );
