import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import { SearchRegular, ShieldCheckmarkRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { EventList } from '../../events/EventList.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Pager } from '../../parts/Pager.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Section } from '../../parts/Section.tsx';
import { LineView } from './LineView.tsx';
import { Newest } from './Newest.tsx';
import { useLines } from './queries.ts';
import { Tabs } from './Tabs.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: '8px' },
  field: { flex: '1 1 240px', maxWidth: '440px' },
  stack: { display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)' },
});

/** What the ledger says about one subject, or from its beginning; what is shown stands in the address. */
export function SearchPage() {
  const styles = useStyles();
  const [search, setSearch] = useSearchParams();
  const subject = search.get('subject') ?? '';
  const isAll = search.has('all');
  const show = (wanted: Readonly<Record<string, string>>): void => setSearch(wanted);
  return (
    <>
      <PageHead
        title="Ledger"
        lead="Everything that was asked, decided and done, in the order in which it was written. Nobody can change a line without being found out."
      />
      <Tabs here="search" />
      <div className={styles.stack}>
        <SearchForm subject={subject} onSearch={show} />
        {subject === '' && !isAll ? (
          <Newest
            onOpen={({ log, seq }) =>
              show({ all: '1', after: `${log}/${Math.max(0, seq - 1)}`, line: `${log}/${seq}` })
            }
          />
        ) : (
          <Lines key={subject} subject={subject} search={search} onShow={show} />
        )}
      </div>
    </>
  );
}

interface FormProps {
  readonly subject: string;
  readonly onSearch: (wanted: Readonly<Record<string, string>>) => void;
}

function SearchForm({ subject, onSearch }: FormProps) {
  const styles = useStyles();
  const [typed, setTyped] = useState(subject);
  useEffect(() => setTyped(subject), [subject]);
  return (
    <form
      role="search"
      aria-label="Ledger"
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim() === '' ? {} : { subject: typed.trim() });
      }}
    >
      <Field
        className={styles.field}
        hint="A request, a decision, a pause (P-3), a case (F-5), agent:…, connector:… or person:…"
      >
        <Input
          aria-label="Subject"
          placeholder="AR-7, D-02-17, agent:crm-assistant, …"
          contentBefore={<SearchRegular aria-hidden />}
          value={typed}
          onChange={(_event, { value }) => setTyped(value)}
        />
      </Field>
      <Button type="submit" appearance="primary">
        Search
      </Button>
      <Button onClick={() => onSearch({ all: '1' })}>From the beginning</Button>
    </form>
  );
}

interface LinesProps {
  readonly subject: string;
  readonly search: URLSearchParams;
  readonly onShow: (wanted: Readonly<Record<string, string>>) => void;
}

function Lines({ subject, search, onShow }: LinesProps) {
  const after = search.get('after') ?? '';
  const found = useLines(subject, after, true);
  if (found.isError)
    return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading what="the ledger" />;
  const { lines, next } = found.data;
  const where: Readonly<Record<string, string>> = subject === '' ? { all: '1' } : { subject };
  const here = { ...where, ...(after !== '' && { after }) };
  const opened = lines.find(({ log, seq }) => `${log}/${seq}` === search.get('line'));
  if (lines.length === 0)
    return (
      <Empty icon={<ShieldCheckmarkRegular />} title={`Nothing is written about ${subject}`}>
        Check how it is spelled: AR-7, D-02-17, P-3, F-5, agent:…, connector:… or person:….
      </Empty>
    );
  return (
    <>
      {opened && <LineView line={opened} onClose={() => onShow(here)} />}
      <Section
        title={subject === '' ? 'From the beginning' : subject}
        beside={<More subject={subject} />}
      >
        <EventList
          lines={lines}
          onOpen={({ log, seq }) => onShow({ ...here, line: `${log}/${seq}` })}
        />
      </Section>
      <Pager
        after={after}
        next={next}
        first="Oldest"
        more="Newer"
        onGo={(cursor) => onShow({ ...where, ...(cursor !== '' && { after: cursor }) })}
      />
    </>
  );
}

/** Where more is told about a subject. */
function More({ subject }: { readonly subject: string }) {
  const to = pageOf(subject);
  if (to === undefined) return null;
  return (
    <Link href={to.href} asChild>
      <Button as="a" size="small">
        {to.words}
      </Button>
    </Link>
  );
}

function pageOf(subject: string): { readonly href: string; readonly words: string } | undefined {
  if (subject.startsWith('AR-'))
    return { href: `/ledger/evidence/${subject}`, words: 'Evidence to print' };
  if (subject.startsWith('D-'))
    return { href: `/ledger/decisions/${subject}`, words: 'The five questions' };
  if (subject.startsWith('F-')) return { href: `/feedback/${subject}`, words: 'The case' };
  const [kind, id = ''] = subject.split(':');
  if (kind === 'agent')
    return {
      href: `/ledger/decisions?agent=${encodeURIComponent(id)}`,
      words: 'What it was allowed and denied',
    };
  if (kind === 'connector') return { href: `/agents/connectors/${id}`, words: 'The connector' };
  return undefined;
}
