import { type WindowsView, windowsCard } from '../../../src/features/releases/cards/windows.ts';
import type { Freeze, ReleaseWindow } from '../../../src/features/releases/domain/events.ts';
import type { Instant } from '../../../src/kernel/instant.ts';
import { describeCards } from '../../support/cardSuite.ts';

const tuesdays: ReleaseWindow = {
  id: 'tuesdays',
  environments: ['production'],
  days: [2, 4],
  from: '09:00',
  to: '12:00',
  timeZone: 'Europe/Berlin',
};
const nights: ReleaseWindow = {
  id: 'nights',
  environments: ['production', 'pilot'],
  department: 'finance',
  agentId: 'invoice-agent',
  days: [1, 2, 3, 4, 5],
  from: '22:00',
  to: '02:00',
  timeZone: 'America/New_York',
};
const yearEnd: Freeze = {
  id: 'year-end',
  environments: ['production'],
  from: '2026-12-18T17:00:00.000Z' as Instant,
  to: '2027-01-04T08:00:00.000Z' as Instant,
  reason: 'The books are closed.',
};
const none: WindowsView = {
  calendar: { windows: [], freezes: [] },
  production: { open: true },
  now: '2026-11-20T09:00:00.000Z' as Instant,
  timeZone: 'Europe/Berlin',
};
const set: WindowsView = {
  ...none,
  calendar: { windows: [tuesdays, nights], freezes: [yearEnd] },
  production: {
    open: false,
    next: {
      from: '2026-11-24T08:00:00.000Z' as Instant,
      to: '2026-11-24T11:00:00.000Z' as Instant,
    },
  },
};
const proposed: WindowsView = {
  ...set,
  production: { open: false, freeze: 'year-end' },
  proposal: {
    calendar: { windows: [{ ...tuesdays, days: [1, 2, 3, 4, 5] }], freezes: [] },
    digest: 'ab'.repeat(32),
    reason: 'Two days are too few for the new team.',
    widens: [
      'opens the window tuesdays where or when there was none',
      'ends or shortens the freeze year-end',
    ],
    by: 'Ada Admin',
    mayAdopt: true,
    mayReject: true,
  },
};
const full: WindowsView = {
  ...set,
  calendar: {
    windows: Array.from({ length: 20 }, (_, i) => ({ ...nights, id: `night-${i}` })),
    freezes: Array.from({ length: 20 }, (_, i) => ({ ...yearEnd, id: `freeze-${i}` })),
  },
};

describeCards({
  foreign: /^(id|department|agentId|reason|widens|by)$/,
  examples: {
    'windows-none': { view: none, draw: windowsCard },
    'windows-set': { view: set, draw: windowsCard },
    'windows-proposed': { view: proposed, draw: windowsCard },
    'windows-full': { view: full, draw: windowsCard },
  },
});
