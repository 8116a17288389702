import { isMailboxWide } from '../../registry/domain/bounds/scopes.ts';
import type { ConnectorRecord, ConnectorState } from '../../registry/domain/model.ts';
import { isExternal } from './action.ts';
import { contentSourceOf, type Understood } from './contentSource.ts';
import type { BusinessHours, OnBehalfOf, Quota, Standing, Surroundings } from './input.ts';
import type { ActionFacts } from './model.ts';
import { modelListingOf } from './models.ts';
import { type Audience, audienceOf, type RecipientDomains } from './recipients.ts';

/** The moment of a call. What the agent says of itself in it, surface and model, opens nothing. */
export interface Circumstances {
  readonly onBehalfOf: OnBehalfOf;
  readonly businessHours: BusinessHours;
  readonly quota: Quota;
  readonly surface: string;
  readonly model?: string;
  /** Today, as a day: `2026-11-20`. */
  readonly today: string;
}

/** What the tenant's settings say. */
export interface Outside {
  readonly recipientDomains: RecipientDomains;
}

/** What the agent's business group is bounded by. */
export interface GroupBounds {
  readonly modelsOfGroup: readonly string[] | undefined;
}

/** Everything around an action that a policy may read, in values of closed lists wherever there is one. */
export function surroundingsOf(
  understood: Understood,
  circumstances: Circumstances,
  { recipientDomains, modelsOfGroup }: Outside & GroupBounds,
): Surroundings {
  const { facts, agent, connector } = understood;
  const { record } = agent;
  const { today, model, ...now } = circumstances;
  return {
    platform: record.platform,
    department: record.department,
    businessGroup: record.businessGroup ?? '',
    expired: record.expires !== undefined && record.expires <= today,
    ...(record.dataLabels && { dataLabels: record.dataLabels }),
    standing: standingOf(connector),
    reservedFor: connector.record.businessGroup ?? '',
    environments: connector.record.environments,
    ceiling: connector.record.tierCeiling,
    labels: connector.record.labels,
    audiences: audiencesOf(facts, recipientDomains),
    contentSource: contentSourceOf(understood, now.surface),
    mailboxWide: (connector.record.scopes ?? []).some(
      (scope) => isMailboxWide(scope) && (scope.reason ?? '').trim() === '',
    ),
    ...reachOf(connector.record),
    ...now,
    ...(model !== undefined && {
      model: model.toLowerCase(),
      modelListing: modelListingOf(model, {
        ofAgent: record.models,
        ofGroup: modelsOfGroup,
      }),
    }),
  };
}

const reachOf = ({ connection, scopeLevel }: ConnectorRecord) => ({
  ...(connection && { connection }),
  ...(scopeLevel && { scopeLevel }),
});

const standingOf = ({ record, probationOver }: ConnectorState): Standing =>
  record.status === 'probation' && probationOver ? 'probationOver' : record.status;

/** Whoever would be reached, by kind, each once. What goes to nobody in particular, or onto the open web, goes to anybody. */
function audiencesOf(facts: ActionFacts, domains: RecipientDomains): readonly Audience[] {
  const kinds = new Set(facts.recipients.map((one) => audienceOf(one, domains)));
  if (isExternal(facts) && [...kinds].every((kind) => kind === 'internal')) kinds.add('unknown');
  return [...kinds].toSorted();
}
