import { Checkbox } from '@fluentui/react-components';
import { useSearchParams } from 'wouter';
import { BackLink } from '../../parts/BackLink.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Section } from '../../parts/Section.tsx';
import { useDraft, useHere } from '../../parts/useDraft.ts';
import { AgentForm } from './AgentForm.tsx';
import type { ReportTyped } from './model.ts';
import { ShadowForm } from './ShadowForm.tsx';

/** Says that an agent went wrong, or that people use what nobody registered. */
export function ReportPage() {
  const [search] = useSearchParams();
  const draft = useDraft<ReportTyped>(useHere(), {
    isShadow: false,
    agentId: search.get('agent') ?? '',
    category: '',
    severity: 'medium',
    what: '',
    where: '',
    text: '',
  });
  const { typed, setTyped } = draft;
  return (
    <>
      <BackLink to="/feedback">Feedback</BackLink>
      <PageHead
        title="Report a problem"
        lead="Whoever looks after it sees your report, and you hear of every move."
      />
      <Section title={typed.isShadow ? 'What is used' : 'What went wrong'}>
        <Checkbox
          checked={typed.isShadow}
          label="It is not on the list: an agent, source or workaround that nobody registered"
          onChange={(_event, { checked }) => setTyped({ ...typed, isShadow: checked === true })}
        />
        {typed.isShadow ? <ShadowForm draft={draft} /> : <AgentForm draft={draft} />}
      </Section>
    </>
  );
}
