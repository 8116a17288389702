import type { Paths } from '../../../contract/paths.ts';

type Json<T> = T extends { readonly content: { readonly 'application/json': infer B } } ? B : never;

type Put = Paths['/api/v1/release-calendar']['put'];
export type Calendar = Json<Paths['/api/v1/release-calendar']['get']['responses'][200]>;
export type Effect = Extract<Json<Put['responses'][200]>, { readonly effect: unknown }>;
export type CalendarBody = Put['requestBody']['content']['application/json'];
export type Lists = Pick<Calendar, 'windows' | 'freezes'>;
export type Window = Lists['windows'][number];
export type Freeze = Lists['freezes'][number];
export type Environment = Window['environments'][number];

export const ENVIRONMENTS: readonly Environment[] = ['dev', 'pilot', 'production'];
export const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

const dayName = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });

/** `Mon` for 1: the first of January 2024 was a Monday. */
export const nameOfDay = (day: number): string => dayName.format(Date.UTC(2024, 0, day));

/** What a window or a freeze is for, as it is typed. */
export interface ScopeTyped {
  /** Its own while the form is open, so that a renamed entry keeps its place. */
  readonly key: number;
  readonly id: string;
  readonly environments: readonly Environment[];
  readonly department: string;
  readonly agentId: string;
}

export interface WindowTyped extends ScopeTyped {
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

/** `from` and `to` are moments in UTC; empty while none is chosen. */
export interface FreezeTyped extends ScopeTyped {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

export type CalendarTyped = Readonly<{
  windows: readonly WindowTyped[];
  freezes: readonly FreezeTyped[];
  reason: string;
}>;

const SCOPE: ScopeTyped = {
  key: 0,
  id: '',
  environments: ['production'],
  department: '',
  agentId: '',
};

/** Working hours in the time zone of whoever writes it. */
export const freshWindow = (key: number): WindowTyped => ({
  ...SCOPE,
  key,
  days: [1, 2, 3, 4],
  from: '09:00',
  to: '16:00',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

export const freshFreeze = (key: number): FreezeTyped => ({
  ...SCOPE,
  key,
  from: '',
  to: '',
  reason: '',
});

/** What each field is like, where there is no entry to tell. */
export const MODEL: CalendarTyped = {
  windows: [freshWindow(0)],
  freezes: [freshFreeze(0)],
  reason: '',
};

/** The form for the calendar in force. */
export const typedOf = ({ windows, freezes }: Lists): CalendarTyped => ({
  windows: windows.map((one, key) => ({ ...SCOPE, ...one, key })),
  freezes: freezes.map((one, key) => ({ ...SCOPE, ...one, key })),
  reason: '',
});

/** As the API takes it; what cannot be right is left to it to refuse. */
export const bodyOf = ({ windows, freezes, reason }: CalendarTyped): CalendarBody => ({
  windows: windows.map((one) => sent({ ...one, days: [...one.days] })),
  freezes: freezes.map(sent),
  reason: reason.trim(),
});

function sent<T extends ScopeTyped>({ key: _key, department, agentId, id, ...rest }: T) {
  const [of, agent] = [department.trim(), agentId.trim()];
  return {
    ...rest,
    id: id.trim(),
    environments: [...rest.environments],
    ...(of !== '' && { department: of }),
    ...(agent !== '' && { agentId: agent }),
  };
}

const two = (n: number): string => String(n).padStart(2, '0');

/** A moment as a field for date and time shows it: by the reader's clock, `2026-12-18T18:00`. */
export function localOf(at: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment that a field for date and time shows; empty where it shows none. */
export function momentOf(local: string): string {
  const date = new Date(local);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
