import { parentPort, workerData } from 'node:worker_threads';
import { CedarLanguage } from '../../adapters/cedar/cedarLanguage.ts';
import { type CheckingJob, checkedBundle } from '../../features/policy/checking.ts';
import { silentLog } from '../../kernel/log.ts';

/* In a thread of its own: the text is not ours, and hundreds of cases must not keep a server from deciding. */

const { tenant, ...source } = workerData as CheckingJob;
parentPort?.postMessage(
  await checkedBundle({ language: new CedarLanguage(silentLog), ...source }, tenant),
);
