import * as z from 'zod';
import { Fault } from '../../kernel/faults.ts';
import type { Clock } from '../../kernel/instant.ts';
import {
  type Directory,
  type Person,
  type PersonId,
  personId,
  ROLES,
  type Role,
} from '../../kernel/people.ts';
import { type AskGraph, type GraphOptions, graphOf } from './graph.ts';
import { recentMembers, recentPeople } from './recentPeople.ts';

/** Object ids of the Entra groups whose members have a role. A role without a group is nobody's. */
export type RoleGroups = Readonly<Partial<Record<Role, string>>>;

export interface DirectoryOptions extends GraphOptions {
  readonly groups: RoleGroups;
  readonly clock: Clock;
}

const FIELDS = '$select=id,userPrincipalName,displayName,accountEnabled,department';
/** What Entra allows in a user principal name, guests' `#EXT#` among it. */
const UPN = /^[\w.'!#^~+&-]{1,113}@[A-Za-z0-9.-]{1,113}$/;
const MAX_PAGES = 20;

const user = z.object({
  id: z.guid(),
  userPrincipalName: z.string(),
  displayName: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  department: z.string().nullish(),
});
type User = z.infer<typeof user>;
const memberships = z.object({ value: z.array(z.string()) });
const page = z.object({ value: z.array(user), '@odata.nextLink': z.url().optional() });

/**
 * People and roles out of Microsoft Entra. An account that is not enabled is nobody and has no role. Rights are asked anew
 * each time; names are remembered for half a minute, and whom to ask as a role for five seconds. Throws `misconfigured` on a group that is not named by its object id.
 */
export function graphDirectory(options: DirectoryOptions): Directory {
  const graph = graphOf(options);
  const { origin = 'https://graph.microsoft.com' } = options;
  const groups = checked(options.groups);
  const find = (key: string): Promise<Person | undefined> =>
    graph.lookUp((ask) => findUser(ask, key));
  const remembered = recentPeople(find, options.clock);
  const listed = recentMembers((role) => {
    const group = groups.get(role) ?? '';
    return graph.lookUp((ask) => members(ask, group, origin));
  }, options.clock);
  return {
    rolesFrom: { source: 'directory', groups: Object.fromEntries(groups) },
    async find(nameOrId) {
      const key = nameOrId.toLowerCase();
      return isKey(key) ? remembered(key) : undefined;
    },
    async rolesOf(person) {
      const asked = [...new Set(groups.values())];
      if (asked.length === 0 || personId(person) === undefined) return new Set();
      const held = await graph.lookUp((ask) => groupsOf(ask, person, asked));
      return new Set(ROLES.filter((role) => held.has(groups.get(role) ?? '')));
    },
    managerOf: (person) => graph.lookUp((ask) => findManager(ask, person)),
    async membersOf(role) {
      return groups.has(role) ? ((await listed(role)) ?? []) : [];
    },
  };
}

function checked(groups: RoleGroups): ReadonlyMap<Role, string> {
  const found = new Map<Role, string>();
  for (const role of ROLES) {
    const group = groups[role]?.toLowerCase();
    if (group === undefined) continue;
    if (!z.guid().safeParse(group).success)
      throw new Fault('misconfigured', `the group of ${role} is not named by its object id`);
    found.set(role, group);
  }
  return found;
}

const isKey = (text: string): boolean => personId(text) !== undefined || UPN.test(text);

/** A part of a path: encodeURIComponent leaves the apostrophe, which quotes in OData. */
const segment = (text: string): string => encodeURIComponent(text).replaceAll("'", '%27');

async function findUser(ask: AskGraph, key: string): Promise<Person | undefined> {
  const answer = await ask({ path: `users/${segment(key)}?${FIELDS}` });
  if (answer === undefined) return undefined;
  const found = user.parse(answer);
  if (![found.id, found.userPrincipalName].some((name) => name.toLowerCase() === key))
    throw new TypeError('Graph answered with somebody else');
  return personOf(found);
}

/** Graph answers 404 for who has no manager, as for who is not there. */
async function findManager(ask: AskGraph, person: PersonId): Promise<Person | undefined> {
  const answer = await ask({ path: `users/${segment(person)}/manager?${FIELDS}` });
  if (answer === undefined) return undefined;
  const found = user.safeParse(answer);
  if (!found.success && isContact(answer)) return undefined;
  return personOf(user.parse(answer));
}

/** A manager may be a contact of the organisation, which has no account to answer with. */
const isContact = (answer: unknown): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  '@odata.type' in answer &&
  answer['@odata.type'] === '#microsoft.graph.orgContact';

function personOf({
  id,
  userPrincipalName,
  displayName,
  accountEnabled,
  department,
}: User): Person | undefined {
  const known = personId(id);
  if (known === undefined || accountEnabled !== true) return undefined;
  return {
    id: known,
    upn: userPrincipalName,
    name: displayName ?? userPrincipalName,
    ...(department && { department }),
  };
}

/** Those of the groups that a person is in, by way of other groups too; none where the account is not enabled. */
async function groupsOf(
  ask: AskGraph,
  person: string,
  groupIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const path = `users/${segment(person)}`;
  const [holder, answer] = await Promise.all([
    findUser(ask, person),
    ask({ path: `${path}/checkMemberGroups`, body: { groupIds } }),
  ]);
  if (holder === undefined || answer === undefined) return new Set();
  const { value } = memberships.parse(answer);
  return new Set(value.map((id) => id.toLowerCase()));
}

/** The cast to users needs the index (`eventual`), which may be moments behind: rights are never read from here. */
async function members(ask: AskGraph, group: string, origin: string): Promise<readonly Person[]> {
  const found = new Map<string, Person>();
  let path: string | undefined =
    `groups/${segment(group)}/transitiveMembers/microsoft.graph.user?${FIELDS}&$count=true&$top=999`;
  for (let pages = 0; path !== undefined; pages += 1) {
    if (pages === MAX_PAGES) throw new TypeError('the group has too many members');
    const answer = page.parse(await ask({ path, headers: { consistencylevel: 'eventual' } }));
    for (const person of answer.value.map(personOf)) if (person) found.set(person.id, person);
    path = answer['@odata.nextLink'];
    if (path !== undefined && new URL(path).origin !== origin)
      throw new TypeError('Graph sends on to another host');
  }
  return [...found.values()];
}
