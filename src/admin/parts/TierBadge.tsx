import { Badge } from '@fluentui/react-components';
import { TIERS } from './words.ts';

const COLOURS: Readonly<Record<string, 'informative' | 'success' | 'warning' | 'severe'>> = {
  readOnly: 'informative',
  draftOnly: 'success',
  delegatedAction: 'warning',
};

/** What an agent may do with a connector, in a word; its colour rises with it. */
export function TierBadge({ tier, of }: { readonly tier: string; readonly of?: string }) {
  return (
    <Badge appearance="tint" color={COLOURS[tier] ?? 'informative'}>
      {of === undefined ? '' : `${of}: `}
      {TIERS[tier] ?? tier}
    </Badge>
  );
}
