import type { PersonId } from '../../../kernel/people.ts';

/** Teams took this person's card. */
export interface AcknowledgeCard {
  readonly type: 'acknowledgeCard';
  readonly person: PersonId;
  readonly conversation: string;
  readonly activityId: string;
  readonly hash: string;
  /** `version` of the state it was rendered from. */
  readonly shows: number;
}

/** Teams refused this person's card for good. */
export interface AbandonCard {
  readonly type: 'abandonCard';
  readonly person: PersonId;
  readonly status: number;
}
