import {
  Badge,
  Button,
  makeStyles,
  Radio,
  RadioGroup,
  Text,
  tokens,
} from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { Link } from 'wouter';
import { Empty } from '../../../parts/Empty.tsx';
import { InLink } from '../../../parts/InLink.tsx';
import { Loading } from '../../../parts/Loading.tsx';
import { PageHead } from '../../../parts/PageHead.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { visible } from '../../../parts/Quoted.tsx';
import { Section } from '../../../parts/Section.tsx';
import { When } from '../../../parts/When.tsx';
import { spelledOut } from '../../../parts/words.ts';
import { useNotify } from '../../../shell/Notices.tsx';
import { useMe } from '../../../shell/reach.ts';
import { Tabs } from '../Tabs.tsx';
import { type Choice, type Review, useGiveAnswers, useReviews } from './reviewing.ts';

const useStyles = makeStyles({
  stack: { display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)', marginTop: '12px' },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '14px' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px' },
  faint: { color: tokens.colorNeutralForeground2 },
  words: { overflowWrap: 'anywhere' },
  buttons: { marginTop: '16px' },
});

/** Rounds in which owners say what their agents are to keep, and what waits for this person in them. */
export function ReviewsPage() {
  const styles = useStyles();
  const found = useReviews();
  const mayStart = useMe().data?.may.includes('startReview') ?? false;
  const { items = [], waiting = [] } = found.data ?? {};
  return (
    <>
      <PageHead
        title="Access reviews"
        lead="Every owner says what their agents are to keep. What is taken away is gone at once; what nobody answers stays open and is told."
        actions={
          mayStart && (
            <Link href="/agents/reviews/start" asChild>
              <Button as="a">Begin a review</Button>
            </Link>
          )
        }
      />
      <Tabs here="reviews" />
      <div className={styles.stack}>
        {found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && <Loading what="reviews" />}
        {waiting.map((review) => (
          <Waiting key={`${review.campaign} ${review.agentId}`} review={review} />
        ))}
        {found.data && waiting.length === 0 && (
          <Section title="Waiting for you">
            <span className={styles.faint}>Nothing waits for you in a review.</span>
          </Section>
        )}
        {items.length > 0 && (
          <Section title="All reviews">
            <ul className={styles.list}>
              {items.map((campaign) => (
                <Campaign key={campaign.id} campaign={campaign} />
              ))}
            </ul>
          </Section>
        )}
        {found.data && items.length === 0 && waiting.length === 0 && (
          <Empty icon={<CheckmarkCircleRegular />} title="No review was begun yet">
            A governance admin begins one, for a department or for all: here, or with “review start”
            in chat.
          </Empty>
        )}
      </div>
    </>
  );
}

const LOOK = { open: 'informative', overdue: 'danger', complete: 'success' } as const;

type CampaignItem = NonNullable<ReturnType<typeof useReviews>['data']>['items'][number];

function Campaign({ campaign }: { readonly campaign: CampaignItem }) {
  const styles = useStyles();
  const { id, department, due, status, agents, done, quarterly } = campaign;
  return (
    <li>
      <div className={styles.head}>
        <Text weight="semibold">
          {id}: {department ?? 'every department'}
        </Text>
        <Badge appearance="tint" color={LOOK[status]}>
          {spelledOut(status)}
        </Badge>
      </div>
      <div className={styles.faint}>
        {done} of {agents} agents done, due <When at={due} />
        {quarterly && ', again each quarter'}
      </div>
    </li>
  );
}

const WORDS: Readonly<Record<Choice, string>> = {
  keep: 'Keep',
  reduce: 'Reduce',
  revoke: 'Take away',
};
const isChoice = (value: string): value is Choice => value in WORDS;

function Waiting({ review }: { readonly review: Review }) {
  const styles = useStyles();
  const notify = useNotify();
  const [chosen, setChosen] = useState<Readonly<Record<string, Choice>>>({});
  const give = useGiveAnswers(review);
  const open = review.items.filter(({ answer }) => answer === undefined);
  const count = Object.keys(chosen).length;
  const send = (): void =>
    give.mutate(chosen, {
      onSuccess: () => {
        setChosen({});
        notify('success', `${count} answered`, `${review.campaign}, ${review.agentId}`);
      },
    });
  return (
    <Section
      title={`${review.campaign}: what is ${review.agentId} to keep?`}
      beside={
        <span className={styles.faint}>
          Due <When at={review.due} distance />
        </span>
      }
    >
      <ul className={styles.list}>
        {open.map(({ key, section, text, choices }) => (
          <li key={key} className={styles.words}>
            <div>{visible(text)}</div>
            <span className={styles.faint}>{spelledOut(section)}</span>
            <RadioGroup
              layout="horizontal"
              aria-label={text}
              value={chosen[key] ?? ''}
              onChange={(_event, { value }) =>
                isChoice(value) && setChosen({ ...chosen, [key]: value })
              }
            >
              {choices.map((one) => (
                <Radio key={one} value={one} label={WORDS[one]} />
              ))}
            </RadioGroup>
          </li>
        ))}
      </ul>
      {give.isError && <ProblemNote error={give.error} />}
      <div className={styles.buttons}>
        <Button
          appearance="primary"
          disabled={count === 0}
          disabledFocusable={give.isPending}
          onClick={send}
        >
          {count === 0 ? 'Answer' : `Answer ${count} of ${open.length}`}
        </Button>{' '}
        <InLink href={`/agents/${review.agentId}`}>See the agent</InLink>
      </div>
    </Section>
  );
}
