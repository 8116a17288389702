import { type Asked, differs, type PolicyCase } from './cases.ts';
import type { Policies } from './domain/bundle.ts';
import type { Slot } from './domain/language.ts';
import type { Finding } from './domain/model.ts';
import { judgeAnew, judgePersonAnew, type Ready } from './engine.ts';
import type { PolicyLanguage } from './language.ts';
import { type Bundle, jsonOf } from './loading.ts';

/** The shipped rules alone: what the shipped cases are about, whatever a tenant adds. */
const shippedOnly = ({ policies, files }: Bundle): Policies => {
  const tenants = new Set(files.filter(({ tenant }) => tenant).map(({ name }) => name));
  return new Map([...policies].filter(([, { file }]) => !tenants.has(file)));
};

/** Rules of a tenant that decide no case of its own: one of them could be deleted or inverted, and every case would come out as before. */
export const withoutCase = ({ policies, files, cases }: Bundle): readonly string[] => {
  const tenants = new Set(files.filter(({ tenant }) => tenant).map(({ name }) => name));
  const decided = new Set(cases.filter(({ tenant }) => tenant).map(({ by }) => by));
  return [...policies.values()]
    .filter(({ id, file }) => tenants.has(file) && !decided.has(id))
    .map(({ id, file }) => `${file}: ${id}: no case of yours is decided by it: write one.`);
};

/** Judges what cases ask about, by the rules of a slot. */
export function judgeCases(language: PolicyLanguage, ready: Ready): (asked: Asked) => Finding {
  const [action, person] = [judgeAnew(language, ready), judgePersonAnew(language, ready)];
  return (asked) => (asked.kind === 'action' ? action(asked.input) : person(asked.input));
}

/** Puts a bundle in a slot and tries its cases there; answers what they say otherwise. Throws where the engine does not take it. */
export function tryCases(language: PolicyLanguage, bundle: Bundle, slot: Slot): readonly string[] {
  const failing = (cases: readonly PolicyCase[], policies: Policies): readonly string[] => {
    const judge = judgeCases(language, { hash: bundle.hash, policies, slot });
    return cases.flatMap((one) => differs(one, judge(one.asked)) ?? []);
  };
  const shipped = shippedOnly(bundle);
  if (shipped.size < bundle.policies.size) language.prepare(slot, bundle.schema, jsonOf(shipped));
  else language.prepare(slot, bundle.schema, jsonOf(bundle.policies));
  const against = failing(
    bundle.cases.filter(({ tenant }) => !tenant),
    shipped,
  );
  if (shipped.size < bundle.policies.size)
    language.prepare(slot, bundle.schema, jsonOf(bundle.policies));
  return [
    ...against,
    ...failing(
      bundle.cases.filter(({ tenant }) => tenant),
      bundle.policies,
    ),
  ];
}
