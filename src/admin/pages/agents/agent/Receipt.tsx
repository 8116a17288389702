import { Badge, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, ClockRegular } from '@fluentui/react-icons';
import { InLink } from '../../../parts/InLink.tsx';
import { visible } from '../../../parts/Quoted.tsx';
import { targetWords } from '../../../parts/targets.ts';
import { usePeople } from '../../../parts/usePeople.ts';
import { When } from '../../../parts/When.tsx';
import { spelledOut } from '../../../parts/words.ts';
import type { Lever, PauseReceipt } from '../model.ts';

const useStyles = makeStyles({
  receipt: { display: 'grid', gap: '10px', overflowWrap: 'anywhere' },
  faint: { color: tokens.colorNeutralForeground2 },
  levers: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' },
  lever: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', gap: '0 8px' },
  icon: { display: 'flex', fontSize: '20px' },
  yes: { color: tokens.colorPaletteGreenForeground1 },
});

/** The proof of a pause: what was stopped, by which levers, what they said when asked back, and what may still run. */
export function Receipt({ receipt }: { readonly receipt: PauseReceipt }) {
  const styles = useStyles();
  const { id, target, reason, by, byBoard, at, until, lifted, levers, voided, held, seq } = receipt;
  const nameOf = usePeople([by, lifted?.by]);
  return (
    <div className={styles.receipt}>
      <div>
        <Text weight="semibold">
          {id}: {visible(targetWords(target))}
        </Text>{' '}
        <Badge appearance="tint" color={lifted ? 'informative' : 'danger'}>
          {lifted ? 'Lifted' : 'In force'}
        </Badge>
        <div>“{visible(reason)}”</div>
        <div className={styles.faint}>
          {by === undefined ? 'Countersign' : nameOf(by)}
          {byBoard && ' for the review board'}, <When at={at} />
          {until !== undefined && !lifted && (
            <>
              , until <When at={until} />
            </>
          )}
        </div>
        {lifted && (
          <div>
            Lifted <When at={lifted.at} />
            {lifted.automatic ? ' at its end' : lifted.by ? ` by ${nameOf(lifted.by)}` : ''}: “
            {visible(lifted.reason)}”
          </div>
        )}
      </div>
      <ul className={styles.levers} aria-label="What is done where">
        {levers.map((lever) => (
          <LeverLine key={`${lever.name} ${lever.to}`} lever={lever} />
        ))}
      </ul>
      <Requests what="Approvals that are void" ids={voided} />
      <Requests what="Waiting requests that are held" ids={held} />
      <Caption1 className={styles.faint}>
        No allow that it hits stands after event g/{seq}.{' '}
        <InLink href={`/ledger?subject=${id}`}>Its events</InLink>
      </Caption1>
    </div>
  );
}

const LEVERS: Readonly<Record<string, string>> = { gate: 'Countersign’s own gate' };

function LeverLine({ lever }: { readonly lever: Lever }) {
  const styles = useStyles();
  const { name, to, calledAt, answer, readAt, readAs, open } = lever;
  return (
    <li className={styles.lever}>
      <span className={styles.icon} aria-hidden>
        {readAs === undefined ? <ClockRegular /> : <CheckmarkCircleFilled className={styles.yes} />}
      </span>
      <div>
        <Text weight="semibold">{LEVERS[name] ?? spelledOut(name)}</Text>
        {readAs === undefined ? ` was told to ${to}, not read back yet` : ` reads back: ${readAs}`}
        <div className={styles.faint}>
          {calledAt === undefined ? (
            'Not called yet'
          ) : (
            <>
              Called <When at={calledAt} />
            </>
          )}
          {answer !== undefined && `: ${visible(answer)}`}
          {readAt !== undefined && (
            <>
              , read back <When at={readAt} />
            </>
          )}
        </div>
        {open !== undefined && open !== '' && <div>May still run: {visible(open)}</div>}
      </div>
    </li>
  );
}

function Requests({ what, ids }: { readonly what: string; readonly ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <div>
      {what}:{' '}
      {ids.map((id, i) => (
        <span key={id}>
          {i > 0 && ', '}
          <InLink href={`/requests/${id}`}>{id}</InLink>
        </span>
      ))}
    </div>
  );
}
