import { Badge } from '@fluentui/react-components';
import { STATUS, spelledOut } from './words.ts';

/** How a request stands, in a word. */
export function StatusBadge({ status, held }: { readonly status: string; readonly held: boolean }) {
  const known = STATUS[status];
  if (held && status === 'pending')
    return (
      <Badge appearance="tint" color="severe">
        Held
      </Badge>
    );
  return <Badge {...known?.look}>{known?.word ?? spelledOut(status)}</Badge>;
}
