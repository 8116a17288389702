import { CedarLanguage } from '../../adapters/cedar/cedarLanguage.ts';
import { type Candidate, openCandidate } from '../../features/policy/candidate.ts';
import type { RecordedDecision } from '../../features/policy/domain/comparing.ts';
import type { BundleSource } from '../../features/policy/loading.ts';
import type { JudgingJob } from '../../features/simulation/judging.ts';
import { silentLog } from '../../kernel/log.ts';
import { answer, asked } from './parent.ts';

/*
 * A process of its own: a candidate's text is not ours, and judging thousands of decisions must not keep a server from
 * deciding. Told first what to judge with, then what to do message by message, it answers each with one.
 */

const { shipped, settings, ...files } = (await asked()) as Pick<
  JudgingJob,
  'candidate' | 'inForce'
> &
  Pick<BundleSource, 'shipped' | 'settings'>;

const language = new CedarLanguage(silentLog);
const read = await openCandidate({ language, shipped, settings }, files);
if (!read.ok) answer(read);
else {
  const { bundle, inForce, policies, rules } = read.value;
  answer({ ok: true, value: { bundle, inForce, policies, rules } });
  for (;;) answer(judge((await asked()) as readonly RecordedDecision[] | 'compared', read.value));
}

function judge(what: readonly RecordedDecision[] | 'compared', opened: Candidate) {
  if (what === 'compared') return opened.compared();
  for (const decision of what) opened.take(decision);
  return what.length;
}
