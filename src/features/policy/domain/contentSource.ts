import type { Json } from '../../../ledger/canonical.ts';
import type { ContentSources } from '../../registry/domain/bounds/bounds.ts';
import { isSourceAllowed, teamsBounds } from '../../registry/domain/bounds/sources.ts';
import { teamsPlace } from '../../registry/domain/bounds/teamsPlaces.ts';
import type { AgentState, ConnectorState, SystemClass, Tool } from '../../registry/domain/model.ts';
import { type Effective, effectiveOf, layersOf, toolNamed } from './action.ts';
import type { ContentSource } from './input.ts';
import type { ActionCall, ActionFacts, Arguments } from './model.ts';
import { own } from './recipients.ts';

/** A call that was understood, with what it is about. */
export interface Understood {
  readonly call: ActionCall;
  readonly facts: ActionFacts;
  readonly agent: AgentState;
  readonly connector: ConnectorState;
}

/** Systems whose every tool gets content from somewhere: where the catalogue does not name the argument that says where, nobody can tell. */
const HOLDS_CONTENT: readonly SystemClass[] = ['files', 'knowledge', 'web'];

/**
 * Where agent or connector are bounded to sources, whatever a call points at has to lie within them, and what cannot be
 * told does not. A place in Teams that the call says it comes from counts too where the bounds name such places.
 */
export function contentSourceOf(understood: Understood, surface: string): ContentSource {
  const { agent, connector } = understood;
  const bounds = [agent.record.contentSources, connector.record.contentSources].filter(
    (one) => one !== undefined,
  );
  if (bounds.length === 0) return 'none';
  const pointed = pointedAt(understood);
  const content = pointed === 'nothing' ? 'none' : judged(bounds, pointed);
  const places = teamsPlace(surface) ? [surface] : [];
  const from = judged(
    bounds.flatMap((bound) => teamsBounds(bound) ?? []),
    places,
  );
  return WORST.find((one) => one === content || one === from) ?? 'none';
}

const WORST: readonly ContentSource[] = ['denied', 'unlisted', 'allowed'];

function judged(
  bounds: readonly ContentSources[],
  addresses: readonly string[] | undefined,
): ContentSource {
  if (addresses === undefined) return 'unlisted';
  const pairs = bounds.flatMap((bound) => addresses.map((address) => ({ bound, address })));
  if (pairs.length === 0) return 'none';
  if (pairs.some(({ bound: { deny = [] }, address }) => !isSourceAllowed({ deny }, address)))
    return 'denied';
  return pairs.every(({ bound, address }) => isSourceAllowed(bound, address))
    ? 'allowed'
    : 'unlisted';
}

/** The addresses that a call points at; undefined where it should name one and does not, or names something else than text. */
function pointedAt({
  call,
  facts,
  connector,
}: Understood): readonly string[] | undefined | 'nothing' {
  const called = toolNamed(connector, facts.tool);
  const effective = called && effectiveOf(connector, called, call.arguments);
  if (!called || !effective || 'policy' in effective) return undefined;
  const layers = layersOf(called, call.arguments, effective);
  if (layers.every(({ tool }) => pointersOf(tool).length === 0))
    return HOLDS_CONTENT.includes(connector.record.systemClass) ? undefined : 'nothing';
  const values = layers.flatMap(valuesIn);
  const texts = values.filter((value) => typeof value === 'string');
  return texts.length === 0 || texts.length < values.length ? undefined : texts;
}

/** Arguments that hold the address of content, or only point at it. */
const pointersOf = ({
  contentArguments = [],
  referenceArguments = [],
}: Tool): readonly string[] => [...new Set([...contentArguments, ...referenceArguments])];

const valuesIn = ({ tool, args }: Effective): readonly Json[] =>
  pointersOf(tool).flatMap((name) => itemsOf(args, name));

const itemsOf = (args: Arguments, name: string): readonly Json[] => {
  const value = own(args, name) ?? [];
  return isList(value) ? value : [value];
};

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
