import type { Role } from '../../../kernel/people.ts';
import type { Environment, Phase, Platform } from '../../registry/domain/model.ts';
import type { OnBehalfOf } from './input.ts';
import type { Question } from './language.ts';
import { allNamed, named, nameOf } from './names.ts';

/** What people do with agents, instead of what agents do. */
export type Deed = 'createAgent' | 'publishAgent' | 'invokeAgent' | 'connectAgent';

/** Everything that the policies read about a person's deed: one flat value. */
export interface PersonInput {
  readonly does: Deed;
  readonly roles: readonly Role[];
  /** Business, technical or backup owner of the agent. */
  readonly owner: boolean;
  /** Whether they belong to the agent's department. */
  readonly belongs: OnBehalfOf;
  readonly agent: string;
  readonly platform: Platform;
  readonly environment: Environment;
  readonly phase: Phase;
  readonly department: string;
  readonly businessGroup: string;
  readonly expired: boolean;
}

/** A person's deed as the engine is asked about it. Who the person is makes no difference: what they are does. */
export function personQuestion(input: PersonInput, approved: readonly string[]): Question {
  const principal = nameOf('Person', 'somebody');
  const resource = nameOf('Agent', input.agent);
  const { roles, owner, belongs, platform, environment, phase } = input;
  const { department, businessGroup, expired } = input;
  return {
    principal,
    action: nameOf('Action', input.does),
    resource,
    context: { approved },
    entities: [
      {
        uid: principal,
        attrs: { roles: allNamed('Role', roles), owner, belongs: named('OnBehalfOf', belongs) },
        parents: [],
      },
      {
        uid: resource,
        attrs: {
          environment: named('Environment', environment),
          phase: named('Phase', phase),
          platform: named('Platform', platform),
          department,
          businessGroup,
          expired,
        },
        parents: [],
      },
    ],
  };
}

const DEEDS: Readonly<Record<Deed, string>> = {
  createAgent: 'register',
  publishAgent: 'move',
  invokeAgent: 'let act for you',
  connectAgent: 'ask for a connector for',
};

/** What `{word}` stands for where a person is told; the words of actions stand for nothing here. */
export const PERSON_WORDS: Readonly<Record<string, (input: PersonInput) => string>> = {
  agent: ({ agent }) => agent,
  environment: ({ environment }) => environment,
  phase: ({ phase }) => phase,
  platform: ({ platform }) => platform,
  department: ({ department }) => department,
  businessGroup: ({ businessGroup }) => businessGroup,
};

/** Where nothing permits it. */
export const nobodyAllows = ({ does, agent }: PersonInput): string =>
  `No rule of the policy in force lets you ${DEEDS[does]} the agent ${agent}: ask somebody whom it names for that.`;
