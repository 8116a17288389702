import { Field, Input } from '@fluentui/react-components';
import type { Draft } from '../../parts/useDraft.ts';
import type { ReportTyped } from './model.ts';
import { useShadowReport } from './queries.ts';
import { ReportFrame } from './ReportFrame.tsx';

const FIELDS = ['what', 'where', 'text'] as const;

/** Says that people use an agent, source or workaround that nobody registered. */
export function ShadowForm({ draft }: { readonly draft: Draft<ReportTyped> }) {
  const { typed, setTyped } = draft;
  const { what, where, text } = typed;
  return (
    <ReportFrame
      label="Report what nobody registered"
      draft={draft}
      report={useShadowReport(draft.forget)}
      body={{ what, text, ...(where.trim() !== '' && { where }) }}
      fields={FIELDS}
    >
      {(errorOf) => (
        <>
          <Field
            label="What is it called"
            hint="An agent, a source of data or a workaround; not the name of a person"
            required
            validationMessage={errorOf('what')}
          >
            <Input
              value={what}
              onChange={(_event, { value }) => setTyped({ ...typed, what: value })}
            />
          </Field>
          <Field
            label="Where is it used"
            hint="A team, a site or a chat, if you know"
            validationMessage={errorOf('where')}
          >
            <Input
              value={where}
              onChange={(_event, { value }) => setTyped({ ...typed, where: value })}
            />
          </Field>
        </>
      )}
    </ReportFrame>
  );
}
