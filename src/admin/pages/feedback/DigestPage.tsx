import { Badge, Button, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronLeftRegular, ChevronRightRegular, PrintRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { Link } from 'wouter';
import { BackLink } from '../../parts/BackLink.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { NotForYou } from '../../shell/NotForYou.tsx';
import { useMe, whoseIs } from '../../shell/reach.ts';
import { DigestSectionView } from './DigestSectionView.tsx';
import type { Digest } from './model.ts';
import { useDigest } from './queries.ts';
import { weekAfter, weekBefore, weekOf } from './weeks.ts';

const useStyles = makeStyles({
  sections: { display: 'grid', gap: '16px', '@media print': { display: 'block' } },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px',
    '@media print': { display: 'none' },
  },
  faint: { color: tokens.colorNeutralForeground2 },
});

/** A week's digest with its sections in their order: on the screen, and on paper. */
export function DigestPage({ week }: { readonly week: string }) {
  const me = useMe().data;
  const whose = me && whoseIs(me, 'getDigest');
  if (whose !== undefined) return <NotForYou title={`Digest ${week}`} whose={whose} />;
  return (
    <>
      <BackLink to="/feedback/digests">Digests</BackLink>
      <Found week={week} />
    </>
  );
}

function Found({ week }: { readonly week: string }) {
  const found = useDigest(week);
  if (found.isPending) return <Loading what={`the digest ${week}`} />;
  if (found.isError)
    return (
      <>
        <PageHead title={`Digest ${week}`} actions={<Ways week={week} canPrint={false} />} />
        <ProblemNote error={found.error} onRetry={() => void found.refetch()} />
      </>
    );
  return <Whole digest={found.data} />;
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

function Whole({ digest }: { readonly digest: Digest }) {
  const styles = useStyles();
  const { week, from, to, final, sections } = digest;
  const last = new Date(new Date(to).getTime() - 1);
  return (
    <>
      <PageHead
        title={`Governance digest ${week}`}
        beside={
          final ? null : (
            <Badge appearance="tint" color="informative">
              The week is still running
            </Badge>
          )
        }
        lead={`${day.format(new Date(from))} to ${day.format(last)}, weeks are UTC`}
        actions={<Ways week={week} canPrint />}
      />
      <div className={styles.sections}>
        {sections.map((section) => (
          <DigestSectionView key={section.id} section={section} />
        ))}
      </div>
    </>
  );
}

function Ways({ week, canPrint }: { readonly week: string; readonly canPrint: boolean }) {
  const styles = useStyles();
  const [running] = useState(() => weekOf(new Date()));
  const [before, after] = [weekBefore(week), weekAfter(week)];
  return (
    <div className={styles.actions}>
      {before !== undefined && (
        <Link href={`/feedback/digests/${before}`} asChild>
          <Button as="a" icon={<ChevronLeftRegular />} aria-label={`The week before, ${before}`} />
        </Link>
      )}
      {after !== undefined && week < running && (
        <Link href={`/feedback/digests/${after}`} asChild>
          <Button as="a" icon={<ChevronRightRegular />} aria-label={`The week after, ${after}`} />
        </Link>
      )}
      {canPrint && (
        <Button appearance="primary" icon={<PrintRegular />} onClick={() => print()}>
          Print
        </Button>
      )}
    </div>
  );
}
