import { assertNever } from '../../../kernel/result.ts';
import type { Target } from './target.ts';

/** A piece of what a pause stops: words of ours, or a name that came from elsewhere. */
export interface TargetPart {
  readonly text: string;
  readonly isName: boolean;
}

const said = (text: string): TargetPart => ({ text, isName: false });
const named = (text: string): TargetPart => ({ text, isName: true });

const TIERS = {
  readOnly: 'what reads only',
  draftOnly: 'what drafts',
  delegatedAction: 'what acts in the name of people',
} as const;

/** What a pause stops, as people say it, piece by piece. */
export function targetParts(target: Target): readonly TargetPart[] {
  switch (target.kind) {
    case 'agent':
      return [named(target.id)];
    case 'connector':
      return [said('the connector '), named(target.id)];
    case 'tool':
      return [said('the tool '), named(target.tool), said(' of '), named(target.connectorId)];
    case 'tier':
      return [said(TIERS[target.tier])];
    case 'environment':
      return [said(`everything in ${target.environment}`)];
    case 'all':
      return [said('everything')];
    default:
      return assertNever(target);
  }
}

/** The same as plain text. */
export const targetWords = (target: Target): string =>
  targetParts(target)
    .map(({ text }) => text)
    .join('');
