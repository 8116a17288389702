import type { ApprovalsDeps } from '../deps.ts';
import { refusalSentence } from '../domain/sentences.ts';
import { whenIn } from '../showing/telling.ts';
import { type AskPlan, prepareAsk } from './planAsk.ts';

type Told =
  | Exclude<AskPlan, { kind: 'refused' }>
  | { readonly kind: 'refused'; readonly policy: string; readonly because: string };

/** Asking, as `authorize` needs it: a refusal comes as the rule and the sentence of a denial. */
export const askForGate =
  (deps: Pick<ApprovalsDeps, 'directory' | 'hits'>) =>
  async (call: Parameters<typeof prepareAsk>[1]) => {
    const ask = await prepareAsk(deps, call);
    return {
      plan: async (...args: Parameters<typeof ask.plan>): Promise<Told> => {
        const plan = await ask.plan(...args);
        if (plan.kind !== 'refused') return plan;
        const because = refusalSentence(plan.refusal, { names: (id) => id, when: whenIn('UTC') });
        return { kind: 'refused', policy: plan.refusal.code, because };
      },
    };
  };
