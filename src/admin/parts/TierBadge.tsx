import { Badge, makeStyles } from '@fluentui/react-components';
import { TIERS } from './words.ts';

const COLOURS: Readonly<Record<string, 'informative' | 'success' | 'warning' | 'severe'>> = {
  readOnly: 'informative',
  draftOnly: 'success',
  delegatedAction: 'warning',
};

const useStyles = makeStyles({
  // The name of a connector may be longer than the place for it.
  badge: { height: 'auto', minHeight: '20px', maxWidth: '100%', overflowWrap: 'anywhere' },
});

/** What an agent may do with a connector, in a word; its colour rises with it. */
export function TierBadge({ tier, of }: { readonly tier: string; readonly of?: string }) {
  const styles = useStyles();
  return (
    <Badge appearance="tint" className={styles.badge} color={COLOURS[tier] ?? 'informative'}>
      {of === undefined ? '' : `${of}: `}
      {TIERS[tier] ?? tier}
    </Badge>
  );
}
