import { Field, makeStyles, Select } from '@fluentui/react-components';
import { useSearchParams } from 'wouter';
import { BackLink } from '../../../parts/BackLink.tsx';
import { PageHead } from '../../../parts/PageHead.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { Section } from '../../../parts/Section.tsx';
import { NotForYou } from '../../../shell/NotForYou.tsx';
import { useMe, whoseIs } from '../../../shell/reach.ts';
import { ImportFile } from './ImportFile.tsx';
import { ImportSource } from './ImportSource.tsx';
import { useSources } from './importing.ts';

const useStyles = makeStyles({
  source: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)' },
  stack: { display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: '860px' },
});

const FILE = 'file';

/** An inventory from a file or from a platform: first what it would change, then the change. */
export function ImportPage() {
  const styles = useStyles();
  const me = useMe().data;
  const whose = me && whoseIs(me, 'importRegistry');
  const [search, setSearch] = useSearchParams();
  const sources = useSources(me !== undefined && whose === undefined);
  if (whose !== undefined) return <NotForYou title="Import an inventory" whose={whose} />;
  const from = search.get('from') ?? FILE;
  const source = sources.data?.items.find(({ id }) => id === from);
  return (
    <>
      <BackLink to="/agents">Agents</BackLink>
      <PageHead
        title="Import an inventory"
        lead="New agents and connectors are added; what is known already may only become narrower. Nothing is written before you have seen what would change."
      />
      <div className={styles.stack}>
        <Section title="Where it comes from">
          {sources.isError && <ProblemNote error={sources.error} />}
          <Field label="Source" className={styles.source}>
            <Select
              value={source ? source.id : FILE}
              onChange={(_event, { value }) => setSearch(value === FILE ? {} : { from: value })}
            >
              <option value={FILE}>A file</option>
              {(sources.data?.items ?? []).map(({ id, name, needs }) => (
                <option key={id} value={id}>
                  {needs === undefined ? name : `${name}: not set up`}
                </option>
              ))}
            </Select>
          </Field>
        </Section>
        {(from === FILE || (sources.isSuccess && !source)) && <ImportFile />}
        {source && <ImportSource key={source.id} source={source} />}
      </div>
    </>
  );
}
