import type { Instant } from '../../../../kernel/instant.ts';
import type { Standard } from '../../../exceptions/domain/events.ts';
import type { Environment } from '../../../registry/domain/model.ts';
import type { ConnectorView } from '../view.ts';

/** An agent that is to differ from a standard. */
export interface Deviation {
  readonly kind: 'deviation';
  /** Absent: it is about the agent as a whole. */
  readonly connector?: ConnectorView;
  readonly environment: Environment;
  readonly from: Standard;
  readonly what: string;
  /** Name of who answers for it. */
  readonly owner: string;
  readonly until: Instant;
}
