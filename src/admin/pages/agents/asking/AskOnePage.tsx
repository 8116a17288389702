import { AskPage } from './AskPage.tsx';
import { AskRightPage } from './AskRightPage.tsx';
import { RIGHT_FORMS } from './rightForms.ts';

/** The form that the address names; all of them to choose from where it names none. */
export function AskOnePage({ what }: { readonly what: string }) {
  const form = RIGHT_FORMS[what];
  return form === undefined ? <AskPage /> : <AskRightPage form={form} />;
}
