import {
  Button,
  Checkbox,
  Field,
  Input,
  makeStyles,
  Select,
  Textarea,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { BackLink } from '../../parts/BackLink.tsx';
import { fieldErrors } from '../../parts/fieldErrors.ts';
import { PageHead } from '../../parts/PageHead.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Section } from '../../parts/Section.tsx';
import { spelledOut } from '../../parts/words.ts';
import { useNotify } from '../../shell/Notices.tsx';
import { type Category, type Report, SEVERITIES } from './model.ts';
import { useCategories, useReport } from './queries.ts';
import { ShadowForm } from './ShadowForm.tsx';

const useStyles = makeStyles({ form: { display: 'grid', gap: '14px', maxWidth: '640px' } });

const FIELDS = ['agentId', 'category', 'severity', 'text'] as const;

/** Says that an agent went wrong, or that people use what nobody registered. */
export function ReportPage() {
  const [isShadow, setShadow] = useState(false);
  return (
    <>
      <BackLink to="/feedback">Feedback</BackLink>
      <PageHead
        title="Report a problem"
        lead="Whoever looks after it sees your report, and you hear of every move."
      />
      <Section title={isShadow ? 'What is used' : 'What went wrong'}>
        <Checkbox
          checked={isShadow}
          label="It is not on the list: an agent, source or workaround that nobody registered"
          onChange={(_event, { checked }) => setShadow(checked === true)}
        />
        {isShadow ? <ShadowForm /> : <AgentForm />}
      </Section>
    </>
  );
}

function AgentForm() {
  const styles = useStyles();
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const notify = useNotify();
  const [typed, setTyped] = useState({
    agentId: search.get('agent') ?? '',
    category: '',
    severity: 'medium' as (typeof SEVERITIES)[number],
    text: '',
  });
  const categories = useCategories().data?.items ?? [];
  const report = useReport();
  const errors = fieldErrors(report.error, FIELDS);
  const isMarked = FIELDS.some((field) => errors.of(field) !== null);
  const chosen = categories.find(({ id }) => id === typed.category);
  return (
    <form
      className={styles.form}
      aria-label="Report a problem"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // The list of categories is the tenant's own; the API checks it.
        report.mutate(typed as Report, {
          onSuccess: ({ id }) => {
            notify('success', `Thank you: it is ${id}`);
            go(`/feedback/${id}`);
          },
        });
      }}
    >
      {report.isError && !isMarked && <ProblemNote error={report.error} />}
      <Field
        label="Agent"
        hint="Its id, such as mail-assistant"
        required
        validationMessage={errors.of('agentId')}
      >
        <Input
          value={typed.agentId}
          onChange={(_event, { value }) => setTyped({ ...typed, agentId: value.trim() })}
        />
      </Field>
      <CategoryField
        categories={categories}
        chosen={chosen}
        value={typed.category}
        mistake={errors.of('category') === null ? null : 'Choose what it was.'}
        onChange={(category) => setTyped({ ...typed, category })}
      />
      <Field label="How bad is it" validationMessage={errors.of('severity')}>
        <Select
          value={typed.severity}
          onChange={(_event, { value }) =>
            setTyped({
              ...typed,
              severity: SEVERITIES.find((one) => one === value) ?? 'medium',
            })
          }
        >
          {SEVERITIES.map((severity) => (
            <option key={severity} value={severity}>
              {spelledOut(severity)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="In your words" required validationMessage={errors.of('text')}>
        <Textarea
          rows={5}
          resize="vertical"
          value={typed.text}
          onChange={(_event, { value }) => setTyped({ ...typed, text: value })}
        />
      </Field>
      <div>
        <Button type="submit" appearance="primary" disabledFocusable={report.isPending}>
          Send
        </Button>
      </div>
    </form>
  );
}

interface CategoryProps {
  readonly categories: readonly Category[];
  readonly chosen: Category | undefined;
  readonly value: string;
  readonly mistake: string | null;
  readonly onChange: (category: string) => void;
}

function CategoryField({ categories, chosen, value, mistake, onChange }: CategoryProps) {
  return (
    <Field
      label="What was it"
      hint={chosen ? `${chosen.definition}, for example ${chosen.example}.` : ''}
      required
      validationMessage={mistake}
    >
      <Select value={value} onChange={(_event, picked) => onChange(picked.value)}>
        <option value="">Choose one</option>
        {categories.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
