import type { DomainEvent } from '../../../kernel/events.ts';
import { SHADOW_USE } from './categories.ts';
import { isFeedbackEvent } from './events.ts';

/** The list of a week that these reports stand in, beside that of all reports. */
export const SHADOW_LIST = 'shadowUse';

/** Whether somebody reported what nobody registered. */
export const isShadowUse = (event: DomainEvent): boolean =>
  isFeedbackEvent(event) &&
  event.type === 'feedback-reported' &&
  event.data.category === SHADOW_USE.id;
