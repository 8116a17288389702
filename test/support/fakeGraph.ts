import { type Answer, type FakeServer, type Received, startFakeServer } from './fakeServer.ts';

export interface FakeUser {
  readonly id: string;
  readonly userPrincipalName: string;
  displayName: string | null;
  accountEnabled: boolean;
  department?: string | null;
}

export interface FakeAgentIdentity {
  readonly id: string;
  readonly displayName: string | null;
  readonly accountEnabled: boolean;
}

export interface FakePackage {
  readonly id: string;
  readonly displayName: string | null;
  readonly isBlocked: boolean;
  readonly version?: string;
  readonly supportedHosts: readonly string[];
}

export interface FakeActivation {
  readonly id: string;
  readonly groupId: string;
  readonly principalId: string;
  readonly accessId: 'member' | 'owner';
  readonly assignmentType: 'activated' | 'assigned';
  readonly endDateTime: string | null;
}

export interface FakeGraph extends FakeServer {
  readonly users: FakeUser[];
  /** Object id of a person → what stands there as their manager. */
  readonly managers: Map<
    string,
    FakeUser | { readonly '@odata.type': string; readonly id: string }
  >;
  /** Object ids of members, people and groups, by the object id of the group. */
  readonly groups: Map<string, readonly string[]>;
  readonly agentIdentities: FakeAgentIdentity[];
  readonly packages: FakePackage[];
  /** What Privileged Identity Management says of memberships. */
  readonly activations: FakeActivation[];
  /** How many members, or agent identities, a page has. */
  pageSize: number;
  /** Tokens that calls must carry. */
  token: string;
}

const USER = /^\/v1\.0\/users\/([^/?]+)(\/checkMemberGroups|\/manager)?(?:\?(.*))?$/;
const IDENTITIES = /^\/v1\.0\/servicePrincipals\/microsoft\.graph\.agentIdentity\?(.*)$/;
const PACKAGES = /^\/v1\.0\/copilot\/admin\/catalog\/packages\?(.*)$/;
const ACTIVATIONS =
  /^\/v1\.0\/identityGovernance\/privilegedAccess\/group\/assignmentScheduleInstances\?\$filter=(.+)$/;
const BOTH = /^groupId eq '([0-9a-f-]{36})' and principalId eq '([0-9a-f-]{36})'$/;
const MEMBERS = /^\/v1\.0\/groups\/([^/?]+)\/transitiveMembers\/microsoft\.graph\.user\?(.*)$/;

/** Microsoft Graph, as much of it as a directory of people, groups and agent identities needs. */
export async function startFakeGraph(): Promise<FakeGraph> {
  const users: FakeUser[] = [];
  const groups = new Map<string, readonly string[]>();
  const agentIdentities: FakeAgentIdentity[] = [];
  const packages: FakePackage[] = [];
  const managers: FakeGraph['managers'] = new Map();
  const activations: FakeActivation[] = [];
  const service = await startFakeServer(answer);
  const token = `token for ${service.origin}/.default`;
  const fake: FakeGraph = {
    ...service,
    users,
    managers,
    groups,
    agentIdentities,
    packages,
    activations,
    pageSize: 100,
    token,
  };
  return fake;

  function answer(call: Received): Answer {
    if (call.headers.authorization !== `Bearer ${fake.token}`)
      return problem(401, 'InvalidAuthenticationToken');
    const [, user, check, query] = USER.exec(call.url) ?? [];
    if (user !== undefined) return ofUser(decodeURIComponent(user), check, { call, query });
    const [, group, options = ''] = MEMBERS.exec(call.url) ?? [];
    if (group !== undefined) return membersOf(decodeURIComponent(group), options, call);
    const [, asked = ''] = IDENTITIES.exec(call.url) ?? [];
    if (asked !== '') return identitiesOn(asked, call);
    const [, filtered = ''] = PACKAGES.exec(call.url) ?? [];
    if (filtered !== '') return packagesOn(decodeURIComponent(filtered));
    const [, filter] = ACTIVATIONS.exec(call.url) ?? [];
    if (filter !== undefined) return activationsBy(decodeURIComponent(filter));
    return problem(400, 'BadRequest');
  }

  /** Its next pages are told by the token alone. */
  function packagesOn(options: string): Answer {
    const token = /skiptoken=(\d+)/.exec(options)?.[1];
    if (token === undefined && options !== "$filter=supportedHosts/any(h:h eq 'Copilot')")
      return problem(400, 'BadRequest');
    const from = Number(token ?? 0);
    const next = from + fake.pageSize;
    const fit = packages.filter(({ supportedHosts }) => supportedHosts.includes('Copilot'));
    const link = `${service.origin}/v1.0/copilot/admin/catalog/packages?$skiptoken=${next}`;
    return {
      body: {
        value: fit.slice(from, next),
        ...(next < fit.length && { '@odata.nextLink': link }),
      },
    };
  }

  function activationsBy(filter: string): Answer {
    const [, group, person] = BOTH.exec(filter) ?? [];
    if (group === undefined) return problem(400, 'InvalidFilter');
    return {
      body: {
        value: activations.filter(
          ({ groupId, principalId }) => groupId === group && principalId === person,
        ),
      },
    };
  }

  function identitiesOn(options: string, { headers }: Received): Answer {
    if (headers['odata-version'] !== '4.0') return problem(400, 'Request_UnsupportedQuery');
    const from = Number(/skiptoken=(\d+)/.exec(options)?.[1] ?? 0);
    const next = from + fake.pageSize;
    const link = `${service.origin}/v1.0/servicePrincipals/microsoft.graph.agentIdentity?${options.replace(/&\$skiptoken=\d+/, '')}&$skiptoken=${next}`;
    return {
      body: {
        value: agentIdentities
          .slice(from, next)
          .map((one) => ({ '@odata.type': '#microsoft.graph.agentIdentity', ...one })),
        ...(next < agentIdentities.length && { '@odata.nextLink': link }),
      },
    };
  }

  function ofUser(
    key: string,
    check: string | undefined,
    { call, query }: { readonly call: Received; readonly query: string | undefined },
  ): Answer {
    const lower = key.toLowerCase();
    const found = users.find(
      ({ id, userPrincipalName: upn }) => id === lower || upn.toLowerCase() === lower,
    );
    if (found === undefined) return problem(404, 'Request_ResourceNotFound');
    if (check === undefined) return { body: selected(found, query ?? '') };
    if (check === '/manager') {
      const manager = managers.get(found.id);
      if (manager === undefined) return problem(404, 'Request_ResourceNotFound');
      return { body: 'userPrincipalName' in manager ? selected(manager, query ?? '') : manager };
    }
    const { groupIds } = JSON.parse(call.body) as { groupIds: string[] };
    if (call.method !== 'POST' || groupIds.length > 20) return problem(400, 'Request_BadRequest');
    return { body: { value: groupIds.filter((id) => transitive(id).has(found.id)) } };
  }

  function membersOf(group: string, options: string, { headers }: Received): Answer {
    if (!groups.has(group)) return problem(404, 'Request_ResourceNotFound');
    if (headers['consistencylevel'] !== 'eventual' || !options.includes('$count=true'))
      return problem(400, 'Request_UnsupportedQuery');
    const from = Number(/skiptoken=(\d+)/.exec(options)?.[1] ?? 0);
    const ids = transitive(group);
    const people = users.filter(({ id }) => ids.has(id));
    const next = from + fake.pageSize;
    const link = `${service.origin}/v1.0/groups/${group}/transitiveMembers/microsoft.graph.user?${options.replace(/&\$skiptoken=\d+/, '')}&$skiptoken=${next}`;
    return {
      body: {
        '@odata.count': people.length,
        value: people.slice(from, next).map((user) => selected(user, options)),
        ...(next < people.length && { '@odata.nextLink': link }),
      },
    };
  }

  function transitive(group: string, seen = new Set<string>()): Set<string> {
    if (seen.has(group)) return seen;
    seen.add(group);
    for (const id of groups.get(group) ?? []) transitive(id, seen);
    return seen;
  }
}

const problem = (status: number, code: string): Answer => ({
  status,
  body: { error: { code, message: 'said by the fake' } },
});

/** Without `$select` Graph does not say whether an account is enabled. */
function selected(user: FakeUser, query: string) {
  const fields = /\$select=([\w,]+)/.exec(query)?.[1]?.split(',') ?? ['id', 'userPrincipalName'];
  return Object.fromEntries(Object.entries(user).filter(([name]) => fields.includes(name)));
}
