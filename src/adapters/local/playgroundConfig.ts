import type { Person } from '../../kernel/people.ts';

export interface PlaygroundCast {
  readonly tenantId: string;
  readonly botId: string;
  readonly botName: string;
  /** Whose windows these are. */
  readonly current: Person;
  /** The others, in the group chat and the team: five, no more and no fewer. */
  readonly others: readonly [Person, Person, Person, Person, Person];
}

/** The id of a person's chat with the bot. */
export const personalChatOf = (personId: string): string => `a:${personId}`;

/** What stands in `.m365agentsplayground.yml`. JSON, which is YAML too. */
export function playgroundConfig(cast: PlaygroundCast): string {
  const config = {
    version: '0.1.1',
    tenantId: cast.tenantId,
    bot: { id: `28:${cast.botId}`, name: cast.botName },
    currentUser: userOf(cast.current),
    users: cast.others.map(userOf),
    personalChat: { id: personalChatOf(cast.current.id) },
    groupChat: { id: '19:contoso-approvals@thread.v2', name: 'Sales approvals' },
    team: {
      id: '19:contoso-governance@thread.tacv2',
      name: 'AI governance',
      aadGroupId: '00000000-0000-4000-8000-0000000000d0',
      channels: [{ id: '19:contoso-review-board@thread.tacv2', name: 'Review board' }],
    },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** Ids as Teams has them: `29:` for a person. The playground spells `userPrincipleName` this way. */
function userOf({ id, upn, name }: Person) {
  const [givenName = name, ...rest] = name.split(' ');
  return {
    id: `29:${id}`,
    name,
    userPrincipleName: upn,
    aadObjectId: id,
    givenName,
    surname: rest.join(' '),
    email: upn,
  };
}
