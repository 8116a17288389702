import { HOUSE_CHECKS } from './postureHouse.ts';
import type { PostureCheck, PostureFacts } from './postureModel.ts';
import { REGISTRY_CHECKS } from './postureRegistry.ts';
import { RULE_CHECKS } from './postureRules.ts';

/** The defaults that should hold, each with what is observed now: rules first, then the house, then what is registered. */
export const postureOf = (facts: PostureFacts): readonly PostureCheck[] =>
  [...RULE_CHECKS, ...HOUSE_CHECKS, ...REGISTRY_CHECKS].map(({ look, required, ...check }) => ({
    ...check,
    required: typeof required === 'string' ? required : required(facts),
    ...look(facts),
  }));
