import type { Environment, Phase } from '../../../registry/domain/model.ts';

/** An agent that is to run somewhere else. */
export interface Promotion {
  readonly kind: 'promotion';
  readonly fromEnvironment: Environment;
  readonly toEnvironment: Environment;
  readonly fromPhase: Phase;
  readonly toPhase: Phase;
  readonly rollbackPlan: string;
  /** Ids of those it has. */
  readonly connectors: readonly string[];
}
