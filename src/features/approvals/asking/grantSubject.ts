import { isBefore } from '../../../kernel/instant.ts';
import type { Tx } from '../../../kernel/ledger.ts';
import { entryHash } from '../../grants/domain/covering.ts';
import { toolNamed } from '../../policy/domain/action.ts';
import { judgeCall } from '../../policy/domain/judge.ts';
import { standingAround } from '../context.ts';
import type { AskedGrant, Context } from '../domain/commands.ts';
import type { Refusal } from '../domain/refusals.ts';
import { rightDigest } from '../kinds/rights.ts';
import { mostOf, ungrantable, ungrantableField } from '../kinds/standingGrant.ts';
import type { AskDeps } from './askingRights.ts';
import type { GrantAsk } from './askSchemas.ts';

/** What a standing grant would allow at most, judged by the policy as one action; or why nobody can allow it beforehand. */
export function grantSubject(deps: AskDeps, ask: GrantAsk, tx: Tx): AskedGrant | Refusal {
  const around = standingAround(ask, tx.view, tx.now);
  const { agent, connector } = around;
  if (agent === undefined) return { code: 'unknown-agent', agentId: ask.agentId };
  if (connector === undefined) return { code: 'unknown-connector', connectorId: ask.connectorId };
  if (!isBefore(tx.now, ask.until)) return { code: 'grant-over', until: ask.until };
  return judgedSubject(deps, ask, tx, { agent, connector });
}

type Around = {
  readonly agent: NonNullable<Context['agent']>;
  readonly connector: NonNullable<Context['connector']>;
};

function judgedSubject(
  { rules, tenant }: AskDeps,
  ask: GrantAsk,
  tx: Tx,
  { agent, connector }: Around,
): AskedGrant | Refusal {
  const tool = toolNamed(connector, ask.tool);
  const { systemClass } = connector.record;
  const why = tool && ungrantable(ask, tool, { systemClass, now: tx.now });
  if (tool && why)
    return { code: 'not-grantable', tool: tool.name, why, field: ungrantableField(why, ask) };
  const call = tool ? mostOf(ask, tool) : { ...ask, arguments: {} };
  // Without the grants that there are: one may be asked for again before it ends.
  const judged = judgeCall({ ...rules, granted: () => undefined }, tx.view, call, tx.now);
  const { facts, finding } = judged;
  if (finding.outcome === 'allow') return { code: 'policy-allows', because: finding.because };
  if (finding.outcome === 'deny' || !facts || !finding.obligations)
    return { code: 'policy-denies', because: finding.because };
  const draft = {
    ...ask,
    environment: agent.record.environment,
    facts,
    obligations: finding.obligations,
    catalogue: entryHash(connector, facts),
  };
  return { ...draft, digest: rightDigest(tenant, draft) };
}
