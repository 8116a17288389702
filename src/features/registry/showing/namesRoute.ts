import * as z from 'zod';
import type { Directory } from '../../../kernel/people.ts';
import { type Route, route } from '../../../kernel/route.ts';

/** As many as a page of a list may name. */
const MOST = 100;
const LONGEST = 200;

const name = z.string().trim().min(1, 'name a person').max(LONGEST);

const query = z.strictObject({
  who: z
    .string()
    .max(MOST * (LONGEST + 1))
    .transform((text) => text.split(','))
    .pipe(z.array(name).min(1).max(MOST, `at most ${MOST} people at a time`)),
});

const person = z.strictObject({
  /** As it was asked for. */
  who: z.string(),
  id: z.string(),
  upn: z.string(),
  name: z.string(),
});

/** Names for object ids and user principal names, as pages show them; whoever is not in the directory is left out. */
export const namesRoute = ({ directory }: { readonly directory: Directory }): Route =>
  route({
    id: 'listNames',
    method: 'GET',
    path: '/names',
    summary: 'The names of people, by object id or user principal name, parted by commas',
    callers: ['person'],
    params: z.strictObject({}),
    query,
    body: undefined,
    output: z.strictObject({ items: z.array(person) }),
    success: 200,
    problems: [],
    handle: async ({ query: { who } }) => {
      const found = await Promise.all(
        [...new Set(who)].map(async (one) => ({ who: one, person: await directory.find(one) })),
      );
      const items = found.flatMap(({ who: one, person: known }) =>
        known ? [{ who: one, id: known.id, upn: known.upn, name: known.name }] : [],
      );
      return { status: 200, body: { items } };
    },
  });
