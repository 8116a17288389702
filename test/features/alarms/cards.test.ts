import { type AlarmView, alarmCard, alarmsCard } from '../../../src/features/alarms/cards/alarm.ts';
import type { Instant } from '../../../src/kernel/instant.ts';
import { describeCards } from '../../support/cardSuite.ts';

const open: AlarmView = {
  alarm: 'AL-1a2b3c4d5e6f',
  what: 'Outputs edited heavily: 55 % of 20. In Sales, offers.',
  todo: 'Friction: rework the prompt before this goes further.',
  raisedAt: '2026-11-20T09:05:00.000Z' as Instant,
  place: 'g/412',
};
const taken: AlarmView = {
  ...open,
  acknowledged: {
    by: 'Selma Security',
    at: '2026-11-20T09:45:00.000Z' as Instant,
    note: 'The new prompt goes out on Monday.',
  },
};
const found: AlarmView = {
  ...open,
  alarm: 'AL-0a0b0c0d0e0f',
  what: 'Agent night-crawler is on no list. Seen by Purview.',
  todo: 'Register it, or stop it where it runs.',
};
const many = Array.from({ length: 60 }, (_, i) => ({ ...found, alarm: `AL-${i}` }));

describeCards({
  foreign: /^(what|by|note)$/,
  examples: {
    'alarm-open': { view: open, draw: alarmCard },
    'alarm-acknowledged': { view: taken, draw: alarmCard },
    'alarms-none': { view: { alarms: [] }, draw: alarmsCard },
    'alarms-two': { view: { alarms: [open, found] }, draw: alarmsCard },
    'alarms-many': { view: { alarms: many }, draw: alarmsCard },
  },
});
