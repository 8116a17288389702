import type { Room } from '../../../../kernel/cards/define.ts';
import { type Fact, fact, line } from '../../../../kernel/cards/lines.ts';
import { inert, own } from '../../../../kernel/cards/text.ts';
import type { Impact } from '../impact.ts';

/** More models for the agents of a business group. */
export interface ModelListChange {
  readonly kind: 'modelList';
  readonly businessGroup: string;
  readonly before: readonly string[];
  /** Absent: the group is to be bounded no more. */
  readonly adds?: readonly string[] | undefined;
  /** How many agents belonged to the group when it was asked. */
  readonly agents: number;
}

const NEW = { weight: 'Bolder' } as const;
const ANY = 'Any model';

/** What somebody wants, after `wants to`. */
export const modelListDeed = ({ businessGroup, adds }: ModelListChange): string =>
  `let ${businessGroup} use ${adds ? 'more models' : 'any model'}`;

export const modelListDetail = ({ adds }: ModelListChange): string =>
  adds ? adds.join(', ') : 'without a list';

const agentsOf = ({ agents, businessGroup }: ModelListChange): string =>
  `${agents} ${agents === 1 ? 'agent' : 'agents'} of ${businessGroup}`;

export const modelListImpact = (asked: ModelListChange): Impact => ({
  text: `From now on ${agentsOf(asked)} may use ${asked.adds ? 'these models too' : 'any model'}, as far as their own records let them. The policy still decides on each action.`,
  weight: asked.adds ? 'warning' : 'attention',
});

export function modelListFacts(asked: ModelListChange, room: Room): readonly Fact[] {
  const { businessGroup, before, adds, agents } = asked;
  return [
    fact('Business group', line(inert(businessGroup, room.name, 'name'))),
    fact('Today', line(inert(before.join(', ') || 'none', room.text, 'name'))),
    fact(
      adds ? 'To be added' : 'Asked for',
      adds ? line(inert(adds.join(', '), room.text, 'name')) : line(own(ANY, NEW)),
    ),
    fact('Its agents', line(own(String(agents)))),
  ];
}
