import { makeStyles, Text, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircleFilled,
  CircleRegular,
  ClockRegular,
  DismissCircleFilled,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { visible } from '../../parts/Quoted.tsx';
import { When } from '../../parts/When.tsx';
import { capital } from '../../parts/words.ts';
import type { RequestItem } from './model.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '12px' },
  item: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', gap: '0 10px' },
  icon: { display: 'flex', fontSize: '20px' },
  yes: { color: tokens.colorPaletteGreenForeground1 },
  no: { color: tokens.colorPaletteRedForeground1 },
  faint: { color: tokens.colorNeutralForeground2 },
  words: { overflowWrap: 'anywhere' },
});

type Stage = RequestItem['stages'][number];
type Given = Stage['answers'][number];

/** Every seat in its order: who answered and when, who is asked now, who comes later. */
export function Stages({ request }: { readonly request: RequestItem }) {
  const styles = useStyles();
  return (
    <ol className={styles.list}>
      {request.stages.flatMap((stage, index) => [
        ...stage.answers.map((given) => (
          <GivenAnswer key={`${index} ${given.person.id}`} seat={stage.seat} given={given} />
        )),
        ...missing(request, stage, index),
      ])}
      <End request={request} />
    </ol>
  );
}

function missing(request: RequestItem, stage: Stage, index: number): readonly ReactNode[] {
  const left = request.status === 'pending' ? stage.quorum - stage.answers.length : 0;
  if (left <= 0) return [];
  const isOpen = index === request.stage;
  const who = { request, stage, isOpen, left };
  return [<Awaited key={`${index} missing`} {...who} />];
}

interface ItemProps {
  readonly icon: ReactNode;
  readonly title: ReactNode;
  readonly children?: ReactNode;
}

function Item({ icon, title, children }: ItemProps) {
  const styles = useStyles();
  return (
    <li className={styles.item}>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <div className={styles.words}>
        <Text weight="semibold">{title}</Text>
        <div className={styles.faint}>{children}</div>
      </div>
    </li>
  );
}

function GivenAnswer({ seat, given }: { readonly seat: string; readonly given: Given }) {
  const styles = useStyles();
  const { person, answer, at, reason } = given;
  const isYes = answer === 'approve';
  return (
    <Item
      icon={
        isYes ? (
          <CheckmarkCircleFilled className={styles.yes} />
        ) : (
          <DismissCircleFilled className={styles.no} />
        )
      }
      title={`${person.name} ${isYes ? 'approved' : 'rejected'}`}
    >
      {capital(seat)}, <When at={at} />
      {reason !== undefined && reason !== '' && <div>“{visible(reason)}”</div>}
    </Item>
  );
}

interface AwaitedProps {
  readonly request: RequestItem;
  readonly stage: Stage;
  readonly isOpen: boolean;
  /** How many answers are still missing. */
  readonly left: number;
}

function Awaited({ request, stage, isOpen, left }: AwaitedProps) {
  const seat = capital(stage.seat);
  const asked = left > 1 ? `${seat}: ${left} people are asked` : `${seat} is asked`;
  const names = request.mayAnswer.map(({ name }) => name).join(', ');
  return (
    <Item icon={isOpen ? <ClockRegular /> : <CircleRegular />} title={isOpen ? asked : seat}>
      {isOpen ? (
        <>
          {names === '' ? 'Nobody can be named at the moment' : names}, by <When at={request.due} />
        </>
      ) : (
        'Asked afterwards'
      )}
    </Item>
  );
}

const ENDS: Readonly<Record<string, string>> = {
  expired: 'Nobody answered in time: nothing was done',
  withdrawn: 'Withdrawn by whoever asked',
  redeemed: 'The agent did what was approved',
  lapsed: 'The approval was not used in time',
  undone: 'The approval was taken back',
  void: 'A pause or a change made the approval void',
};

function End({ request }: { readonly request: RequestItem }) {
  const { status, endedAt, decidedAt, redeemBy } = request;
  if (status === 'approved' && redeemBy !== undefined)
    return (
      <Item icon={<ClockRegular />} title="The agent may do it now">
        Once, until <When at={redeemBy} />
      </Item>
    );
  const said = ENDS[status];
  const at = endedAt ?? decidedAt;
  if (said === undefined) return null;
  return (
    <Item icon={<CircleRegular />} title={said}>
      {at !== undefined && <When at={at} />}
    </Item>
  );
}
