import type { Phase } from '../model.ts';

/** What an agent gathers, and what is counted of it. */
export const GATHERED = ['scopes', 'sites', 'connectors'] as const;
export type Gathered = (typeof GATHERED)[number];
export type Counts = Readonly<Record<Gathered, number>>;

/** How much of each an agent of a phase is expected to hold at most. */
export type Templates = Readonly<Record<Phase, Counts>>;

/** Where the tenant says nothing: a pilot is small, and what the whole company uses was reviewed more than once. */
export const TEMPLATES: Templates = {
  pilot: { scopes: 10, sites: 5, connectors: 3 },
  department: { scopes: 20, sites: 20, connectors: 6 },
  enterprise: { scopes: 40, sites: 50, connectors: 12 },
};

/** What a tenant sets, beside what is shipped. */
export const templatesWith = (
  set: Readonly<Partial<Record<Phase, Readonly<Partial<Counts>>>>>,
): Templates => ({
  pilot: { ...TEMPLATES.pilot, ...set.pilot },
  department: { ...TEMPLATES.department, ...set.department },
  enterprise: { ...TEMPLATES.enterprise, ...set.enterprise },
});

/** One counter that is higher than the template of the agent's phase. */
export type Above = {
  readonly counter: Gathered;
  readonly count: number;
  readonly limit: number;
};

/** The counters that are above a template, in their order. */
export const aboveOf = (counts: Counts, template: Counts): readonly Above[] =>
  GATHERED.filter((counter) => counts[counter] > template[counter]).map((counter) => ({
    counter,
    count: counts[counter],
    limit: template[counter],
  }));
