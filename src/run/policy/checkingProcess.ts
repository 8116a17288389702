import { CedarLanguage } from '../../adapters/cedar/cedarLanguage.ts';
import { type CheckingJob, checkedBundle } from '../../features/policy/checking.ts';
import { silentLog } from '../../kernel/log.ts';
import { answer, asked } from './parent.ts';

/* A process of its own: the text is not ours, and hundreds of cases must not keep a server from deciding. */

const { tenant, ...source } = (await asked()) as CheckingJob;
answer(await checkedBundle({ language: new CedarLanguage(silentLog), ...source }, tenant));
