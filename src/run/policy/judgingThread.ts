import { parentPort, workerData } from 'node:worker_threads';
import { CedarLanguage } from '../../adapters/cedar/cedarLanguage.ts';
import { type Candidate, openCandidate } from '../../features/policy/candidate.ts';
import type { RecordedDecision } from '../../features/policy/domain/comparing.ts';
import type { BundleSource } from '../../features/policy/loading.ts';
import type { JudgingJob } from '../../features/simulation/judging.ts';
import { silentLog } from '../../kernel/log.ts';

/*
 * In a thread of its own: a candidate's text is not ours, and judging thousands of decisions must not keep a server from
 * deciding. Told what to do message by message, it answers each with one.
 */

const { shipped, settings, candidate, inForce } = workerData as Pick<
  JudgingJob,
  'candidate' | 'inForce'
> &
  Pick<BundleSource, 'shipped' | 'settings'>;

const language = new CedarLanguage(silentLog);
const read = await openCandidate({ language, shipped, settings }, { candidate, inForce });
parentPort?.postMessage(
  read.ok
    ? {
        ok: true,
        value: {
          bundle: read.value.bundle,
          inForce: read.value.inForce,
          policies: read.value.policies,
          rules: read.value.rules,
        },
      }
    : read,
);

function answer(asked: readonly RecordedDecision[] | 'compared', opened: Candidate) {
  if (asked === 'compared') return opened.compared();
  for (const decision of asked) opened.take(decision);
  return asked.length;
}

if (read.ok)
  parentPort?.on('message', (asked: readonly RecordedDecision[] | 'compared') =>
    parentPort?.postMessage(answer(asked, read.value)),
  );
