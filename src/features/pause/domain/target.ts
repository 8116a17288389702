import type { Environment, Tier } from '../../registry/domain/model.ts';

/** What a pause stops, as `POST /pauses` writes it. */
export type Target =
  | { readonly kind: 'agent'; readonly id: string }
  | { readonly kind: 'connector'; readonly id: string }
  | { readonly kind: 'tool'; readonly connectorId: string; readonly tool: string }
  | { readonly kind: 'tier'; readonly tier: Tier }
  | { readonly kind: 'environment'; readonly environment: Environment }
  | { readonly kind: 'all' };

const ID = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const TIERS: Readonly<Record<string, Tier>> = {
  readonly: 'readOnly',
  draftonly: 'draftOnly',
  delegatedaction: 'delegatedAction',
};
const ENVIRONMENTS: Readonly<Record<string, Environment>> = {
  dev: 'dev',
  pilot: 'pilot',
  production: 'production',
};

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

function toolTarget(rest: string): Target | undefined {
  const [connectorId = '', ...tool] = rest.split('/');
  const name = tool.join('/');
  return ID.test(connectorId) && name !== '' && name.length <= 128
    ? { kind: 'tool', connectorId, tool: name }
    : undefined;
}

function tierTarget(rest: string): Target | undefined {
  const tier = own(TIERS, rest.toLowerCase());
  return tier && { kind: 'tier', tier };
}

function environmentTarget(rest: string): Target | undefined {
  const environment = own(ENVIRONMENTS, rest.toLowerCase());
  return environment && { kind: 'environment', environment };
}

const KINDS: Readonly<Record<string, (rest: string) => Target | undefined>> = {
  agent: (id) => (ID.test(id) ? { kind: 'agent', id } : undefined),
  connector: (id) => (ID.test(id) ? { kind: 'connector', id } : undefined),
  tool: toolTarget,
  tier: tierTarget,
  environment: environmentTarget,
};

/** `agent:x`, `agent x`, the bare agent id, `tool:mail/send`, `all`, … → the target; undefined for anything else. */
export function parseTarget(text: string): Target | undefined {
  if (text === 'all') return { kind: 'all' };
  const [, word = '', rest = ''] = /^([a-z]+)(?::|\s+)(\S.*)$/.exec(text) ?? [];
  const read = own(KINDS, word);
  if (read) return read(rest);
  return ID.test(text) ? { kind: 'agent', id: text } : undefined;
}

/** The one spelling of a target: what the ledger keeps and receipts show. */
export function targetText(target: Target): string {
  switch (target.kind) {
    case 'agent':
    case 'connector':
      return `${target.kind}:${target.id}`;
    case 'tool':
      return `tool:${target.connectorId}/${target.tool}`;
    case 'tier':
      return `tier:${target.tier}`;
    case 'environment':
      return `environment:${target.environment}`;
    case 'all':
      return 'all';
  }
}

/** What an action touches, as far as pauses can stop it. */
export interface Touched {
  readonly agentId: string;
  readonly connectorId: string;
  readonly tool: string;
  /** The tool that takes effect, where `tool` dispatches to another. */
  readonly effectiveTool: string;
  /** Absent where it is about none. */
  readonly environment?: Environment;
  readonly tier?: Tier;
}

export function hitsAction(target: Target, action: Touched): boolean {
  switch (target.kind) {
    case 'agent':
      return target.id === action.agentId;
    case 'connector':
      return target.id === action.connectorId;
    case 'tool':
      return (
        target.connectorId === action.connectorId &&
        [action.tool, action.effectiveTool].includes(target.tool)
      );
    case 'tier':
      return target.tier === action.tier;
    case 'environment':
      return target.environment === action.environment;
    case 'all':
      return true;
  }
}

/** Stops more than one agent: asks before it acts. */
export const isWide = (target: Target): boolean => target.kind !== 'agent';
