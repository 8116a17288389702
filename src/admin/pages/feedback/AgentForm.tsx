import { Field, Input, Select } from '@fluentui/react-components';
import type { Draft } from '../../parts/useDraft.ts';
import { spelledOut } from '../../parts/words.ts';
import { type Category, type Report, type ReportTyped, SEVERITIES } from './model.ts';
import { useCategories, useReport } from './queries.ts';
import { ReportFrame } from './ReportFrame.tsx';

const FIELDS = ['agentId', 'category', 'severity', 'text'] as const;

/** Says what an agent got wrong. */
export function AgentForm({ draft }: { readonly draft: Draft<ReportTyped> }) {
  const { typed, setTyped } = draft;
  const { agentId, category, severity, text } = typed;
  const categories = useCategories().data?.items ?? [];
  return (
    <ReportFrame
      label="Report a problem"
      draft={draft}
      report={useReport(draft.forget)}
      // The list of categories is the tenant's own; the API checks it.
      body={{ agentId, category, severity, text } as Report}
      fields={FIELDS}
    >
      {(errorOf) => (
        <>
          <Field
            label="Agent"
            hint="Its id, such as mail-assistant"
            required
            validationMessage={errorOf('agentId')}
          >
            <Input
              value={agentId}
              onChange={(_event, { value }) => setTyped({ ...typed, agentId: value.trim() })}
            />
          </Field>
          <CategoryField
            categories={categories}
            chosen={categories.find(({ id }) => id === category)}
            value={category}
            mistake={errorOf('category') === null ? null : 'Choose what it was.'}
            onChange={(chosen) => setTyped({ ...typed, category: chosen })}
          />
          <Field label="How bad is it" validationMessage={errorOf('severity')}>
            <Select
              value={severity}
              onChange={(_event, { value }) =>
                setTyped({
                  ...typed,
                  severity: SEVERITIES.find((one) => one === value) ?? 'medium',
                })
              }
            >
              {SEVERITIES.map((one) => (
                <option key={one} value={one}>
                  {spelledOut(one)}
                </option>
              ))}
            </Select>
          </Field>
        </>
      )}
    </ReportFrame>
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
