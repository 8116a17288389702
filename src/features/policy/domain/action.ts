import { quoted } from '../../../kernel/quoted.ts';
import { canonicalJson, type Json } from '../../../ledger/canonical.ts';
import { sha256 } from '../../../ledger/hash.ts';
import {
  type AgentState,
  type ConnectorState,
  type Tier,
  type Tool,
} from '../../registry/domain/model.ts';
import type { ActionCall, ActionFacts, Arguments, Reference } from './model.ts';
import { illTypedIn, own, recipientsOf } from './recipients.ts';

/** Why a call cannot be understood well enough to be judged; `because` is a whole sentence for its caller. */
export interface Unclear {
  readonly policy:
    | 'tool-unknown'
    | 'inner-tool-unknown'
    | 'argument-ill-typed'
    | 'recipient-missing';
  readonly because: string;
}

export type Resolved =
  | { readonly ok: true; readonly facts: ActionFacts }
  | { readonly ok: false; readonly unclear: Unclear };

const unclear = (policy: Unclear['policy'], because: string): Resolved => ({
  ok: false,
  unclear: { policy, because },
});

/** What takes effect: the tool that was called, or the one it dispatches to, with the arguments that one gets. */
export interface Effective {
  readonly tool: Tool;
  readonly args: Arguments;
}

const isObject = (value: Json | undefined): value is Arguments =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const toolNamed = (connector: ConnectorState, name: string): Tool | undefined =>
  connector.record.tools.find((tool) => tool.name === name);

/** The tool that takes effect and what it gets, or why that cannot be told. */
export function effectiveOf(
  connector: ConnectorState,
  called: Tool,
  args: Arguments,
): Effective | Unclear {
  const { dispatch } = called;
  if (dispatch === undefined) return { tool: called, args };
  const name = own(args, dispatch.toolArgument);
  if (typeof name !== 'string')
    return {
      policy: 'inner-tool-unknown',
      because: `The tool ${called.name} calls another tool, and its argument ${dispatch.toolArgument} does not name one.`,
    };
  const tool = toolNamed(connector, name);
  if (tool?.dispatch !== undefined)
    return {
      policy: 'inner-tool-unknown',
      because: `The tool ${called.name} would call ${tool.name}, which only passes on to other tools itself.`,
    };
  if (tool === undefined)
    return {
      policy: 'inner-tool-unknown',
      because: `The tool ${called.name} would call ${quoted(name)}, which is not a tool in the catalogue of ${connector.record.id}.`,
    };
  const inner = own(args, dispatch.argumentsArgument) ?? {};
  if (!isObject(inner))
    return {
      policy: 'argument-ill-typed',
      because: `The argument ${dispatch.argumentsArgument} must be an object with the arguments of ${tool.name}.`,
    };
  return { tool, args: inner };
}

const DECIMAL = /^(?:0|[1-9]\d{0,17})(?:\.\d{1,6})?$/;
const CURRENCY = /^[A-Z]{3}$/;

type Amount = { readonly value: string; readonly currency?: string };

function amountOf({ tool, args }: Effective): Amount | Unclear | undefined {
  if (tool.amountArgument === undefined) return undefined;
  const value = own(args, tool.amountArgument);
  if (typeof value !== 'string' || !DECIMAL.test(value))
    return {
      policy: 'argument-ill-typed',
      because: `The argument ${tool.amountArgument} of ${tool.name} must be a decimal string such as "120.50".`,
    };
  const currency = own(args, 'currency');
  return typeof currency === 'string' && CURRENCY.test(currency) ? { value, currency } : { value };
}

const CONTENT_FIXED_BY = ['ContentHash', 'Etag', 'ETag', 'Sha256'] as const;

/** A reference is covered where a sibling argument `<name>ContentHash`, `<name>Sha256` or `<name>ETag` fixes what it points at. */
const referencesOf = ({ tool, args }: Effective): readonly Reference[] =>
  (tool.referenceArguments ?? [])
    .filter((argument) => own(args, argument) !== undefined && own(args, argument) !== null)
    .map((argument) => ({
      argument,
      covered: CONTENT_FIXED_BY.some((suffix) => {
        const fixed = own(args, argument + suffix);
        return typeof fixed === 'string' && fixed.length >= 8;
      }),
    }));

export const tierFor = (agent: AgentState, connectorId: string): Tier | undefined =>
  agent.record.capabilities.find((capability) => capability.connectorId === connectorId)?.tier;

/** More than any mail system takes, and as many as a request can hold. */
const MOST_RECIPIENTS = 1_000;

/** The tool that takes effect with its arguments, and a dispatcher with those of its own. */
export const layersOf = (
  called: Tool,
  callArgs: Arguments,
  effective: Effective,
): readonly Effective[] =>
  called === effective.tool ? [effective] : [effective, { tool: called, args: callArgs }];

/** Whom the tool that takes effect reaches, and whom the catalogue lets a dispatcher name besides. */
function allRecipients(
  layers: readonly Effective[],
  acceptedDomains: readonly string[],
): ActionFacts['recipients'] | Unclear {
  for (const one of layers) {
    const wrong = illTypedIn(one.tool.recipientArguments ?? [], one.args);
    if (wrong !== undefined)
      return {
        policy: 'argument-ill-typed',
        because: `The argument ${wrong} of ${one.tool.name} must be a recipient or a list of recipients, each a text that is not empty.`,
      };
  }
  const all = layers.flatMap((one) =>
    recipientsOf(one.tool.recipientArguments ?? [], one.args, acceptedDomains),
  );
  const known = new Set<string>();
  return all.filter(({ address }) => !known.has(address) && known.add(address));
}

/** Computes what a call would do from catalogue and arguments alone (design: an agent's claims change nothing). */
export function resolveAction(
  call: ActionCall,
  agent: AgentState,
  connector: ConnectorState,
  acceptedDomains: readonly string[],
): Resolved {
  const called = toolNamed(connector, call.tool);
  if (called === undefined)
    return unclear(
      'tool-unknown',
      `${quoted(call.tool)} is not a tool in the catalogue of ${connector.record.id}.`,
    );
  const effective = effectiveOf(connector, called, call.arguments);
  if ('policy' in effective) return { ok: false, unclear: effective };
  const amount = amountOf(effective);
  if (amount !== undefined && 'policy' in amount) return { ok: false, unclear: amount };
  const { tool } = effective;
  const recipients = allRecipients(layersOf(called, call.arguments, effective), acceptedDomains);
  if ('policy' in recipients) return { ok: false, unclear: recipients };
  if (tool.effect === 'send' && tool.recipientArguments?.length && recipients.length === 0)
    return unclear(
      'recipient-missing',
      `The tool ${tool.name} sends to somebody, and none of its arguments ${tool.recipientArguments.join(', ')} names a recipient.`,
    );
  if (recipients.length > MOST_RECIPIENTS)
    return unclear(
      'argument-ill-typed',
      `The tool ${tool.name} would go to ${recipients.length} recipients at once, and ${MOST_RECIPIENTS} are the most that can be put before a person: ask for them in parts.`,
    );
  const tier = tierFor(agent, connector.record.id);
  return {
    ok: true,
    facts: {
      agentId: agent.record.id,
      connectorId: connector.record.id,
      tool: called.name,
      effectiveTool: tool.name,
      effect: tool.effect,
      systemClass: connector.record.systemClass,
      environment: agent.record.environment,
      phase: agent.record.phase,
      reversible: tool.reversible === true,
      recipients,
      references: referencesOf(effective),
      ...(amount && { amount }),
      ...(tier && { tier }),
    },
  };
}

/** Whether the action leaves the organisation: a named outsider, a send to nobody in particular, or whatever acts on the open web. */
export const isExternal = (facts: ActionFacts): boolean =>
  facts.recipients.some(({ internal }) => !internal) ||
  (facts.effect === 'send' && facts.recipients.length === 0) ||
  (facts.systemClass === 'web' && (facts.effect === 'write' || facts.effect === 'send'));

/** Hash of the catalogue entries a call rests on: the tool's own, and its inner tool's where it dispatches. */
export function catalogueHash(
  connector: ConnectorState,
  facts: Pick<ActionFacts, 'tool' | 'effectiveTool'>,
): string {
  const entries = [facts.tool, facts.effectiveTool].map(
    (name) => toolNamed(connector, name) ?? null,
  );
  return sha256(
    canonicalJson({
      connector: connector.record.id,
      systemClass: connector.record.systemClass,
      tools: entries,
    }),
  );
}

/**
 * The action digest: sha256 of the RFC 8785 form of tenant, agent, connector, tool, the tool's catalogue entry (hashed)
 * and the arguments. Card, decision, receipt and execution carry the same one; any edit is another action.
 */
export function actionDigest(tenant: string, call: ActionCall, catalogue: string): string {
  const { agentId, connectorId, tool } = call;
  return sha256(
    canonicalJson({
      tenant,
      agent: agentId,
      connector: connectorId,
      tool,
      catalogue,
      arguments: call.arguments,
    }),
  );
}
