import { CedarLanguage } from '../../src/adapters/cedar/cedarLanguage.ts';
import type { PolicyInput } from '../../src/features/policy/domain/input.ts';
import type { Finding } from '../../src/features/policy/domain/model.ts';
import { judgeAnew, policyEngine } from '../../src/features/policy/engine.ts';
import { readShipped } from '../../src/features/policy/files.ts';
import { bundleOf } from '../../src/features/policy/loading.ts';
import { tryCases } from '../../src/features/policy/trying.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { inTurns } from './inTurns.ts';
import type { Effort, Row } from './row.ts';

const BATCH = 200;

/**
 * A decision that is remembered against the same decision made anew, over the inputs of the written cases. What limits one
 * made anew: half of it is carrying question and entities over to the engine and reading them there against the schema; the
 * rest, copying and evaluating the set, grows with the number of policies. An action that needs approval asks twice.
 */
export async function policyDecision({ rounds, ms }: Effort): Promise<readonly Row[]> {
  const language = new CedarLanguage(silentLog);
  const made = await bundleOf({ language, shipped: await readShipped(), settings: {} }, []);
  if (!made.ok) throw new TypeError(made.refusal.join(' '));
  tryCases(language, made.value, 'A');
  const ready = { hash: made.value.hash, policies: made.value.policies, slot: 'A' as const };
  const inputs = made.value.cases.flatMap(({ asked }) =>
    asked.kind === 'action' ? asked.input : [],
  );
  const engine = policyEngine(language, ready);
  const perSecond = (judge: (input: PolicyInput) => Finding) => async () => {
    const start = performance.now();
    let judged = 0;
    do {
      for (let i = 0; i < BATCH; i += 1) {
        const input = inputs[(judged + i) % inputs.length];
        if (input) judge(input);
      }
      judged += BATCH;
    } while (performance.now() - start < ms / 3);
    return (judged * 1_000) / (performance.now() - start);
  };
  const remembered = perSecond((input) => engine.judge(input));
  const anew = perSecond(judgeAnew(language, ready));
  await remembered(); // every input once
  const { ratio, ours, theirs } = await inTurns(rounds, remembered, anew);
  return [
    {
      name: 'policyMemoOverAnew',
      what: 'policy decision remembered ÷ made anew',
      value: ratio,
      target: 10,
      at: 'least',
      detail: {
        rememberedPerSecond: ours,
        anewPerSecond: theirs,
        anewMicroseconds: 1_000_000 / theirs,
        policies: ready.policies.size,
      },
    },
  ];
}
