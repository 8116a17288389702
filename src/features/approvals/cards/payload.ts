import { asText, own, runsOf, styled, type TextRun } from '../../../kernel/cards/text.ts';
import { type Piece, visible } from '../../../kernel/cards/visible.ts';
import type { Json } from '../../../ledger/canonical.ts';
import type { Tool } from '../../registry/domain/model.ts';
import { BOUND_NAMES } from '../../registry/domain/words.ts';
import type { BoundsChange } from './kinds/boundsView.ts';
import { exampleTexts, type PolicyChange } from './kinds/policyView.ts';
import type { Asked, ConnectorAsked, OutboundAction } from './view.ts';

/** A labelled stretch of somebody else's words; `label` is theirs too where it names an argument. */
export interface Block {
  readonly label: string;
  readonly pieces: readonly Piece[];
  /** It began on an earlier page. */
  readonly continued: boolean;
}

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `Array.isArray` says any[] of a readonly list. */
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const EMPTY = (what: string): readonly Piece[] => [{ text: `(${what})`, hidden: true, stands: 0 }];

/** A step into a value, as a reader would write it: `.name`, `["a b"]`, `[3]`. */
const step = (key: string): string =>
  /^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;

interface Leaf {
  readonly path: string;
  readonly value: Json;
}

/** `2.` in a plain list, `items[2]` inside something. */
const place = (path: string, index: number): string =>
  path === '' ? `${index + 1}.` : `${path}[${index + 1}]`;

/** `2. name` of something in a plain list. */
const within = (path: string, key: string): string =>
  /^\d+\.$/.test(path) ? `${path}${step(key).replace(/^\./, ' ')}` : path + step(key);

function leavesOf(value: Json, path: string): readonly Leaf[] {
  if (isList(value) && value.length > 0)
    return value.flatMap((item, index) => leavesOf(item, place(path, index)));
  if (isObject(value) && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([key, item]) => leavesOf(item, within(path, key)));
  return [{ path, value }];
}

const ownWords = (text: string): Piece => ({ text, hidden: false, stands: 0 });

/** On one line: a line break inside a value cannot make a line of its own. */
const oneLine = (value: Json): readonly Piece[] =>
  value === '' ? EMPTY('empty text') : visible(asText(value), 'name');

const leafLine = ({ path, value }: Leaf, index: number): readonly Piece[] => [
  ownWords(index === 0 ? '' : '\n'),
  ...visible(path.replace(/^\./, ''), 'name'),
  ownWords(path === '' ? '' : /^\d+\.$/.test(path) ? ' ' : ': '),
  ...oneLine(value),
];

/** A value of any JSON type → text to be read as data: a text as it is, anything nested as one line a leaf. */
function valuePieces(value: Json): readonly Piece[] {
  if (value === '') return EMPTY('empty text');
  if (typeof value === 'string') return visible(value);
  const leaves = leavesOf(isList(value) && value.length === 1 ? (value[0] ?? value) : value, '');
  return joined(leaves.flatMap(leafLine)).filter(({ text }) => text !== '');
}

/** Neighbours that are shown plainly become one piece: fewer runs, smaller cards. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (!last || last.hidden || piece.hidden) all.push(piece);
    else
      all[all.length - 1] = {
        ...piece,
        text: last.text + piece.text,
        stands: last.stands + piece.stands,
      };
  }
  return all;
}

const block = (label: string, value: Json): Block => ({
  label,
  pieces: valuePieces(value),
  continued: false,
});

/** Read first what a reader looks for first; the rest as it came. */
const FIRST = [
  'to',
  'cc',
  'bcc',
  'payee',
  'amount',
  'currency',
  'subject',
  'title',
  'body',
  'text',
];
const rank = (name: string): number =>
  (FIRST.indexOf(name) + FIRST.length + 1) % (FIRST.length + 1);

/** A label longer than this is itself part of what has to be read in full. */
const LONGEST_LABEL = 60;

function argumentBlock([name, value]: readonly [string, Json]): readonly Block[] {
  if (name.length <= LONGEST_LABEL) return [block(name === '' ? '(no name)' : name, value)];
  return [block('An argument with this name', name), block('has this value', value)];
}

/** More arguments than this are shown as one list, a line each. */
const MOST_BLOCKS = 24;

function argumentBlocks(values: OutboundAction['arguments']): readonly Block[] {
  const named = Object.entries(values).toSorted(([a], [b]) => rank(a) - rank(b));
  if (named.length > MOST_BLOCKS) return [block('Arguments', Object.fromEntries(named))];
  return named.flatMap(argumentBlock);
}

/** Everything that a catalogue entry says of a tool: whoever confirms it confirms all of it. */
const entryText = (tool: Tool): string =>
  [
    tool.effect,
    tool.reversible === true ? 'reversible' : '',
    listText('recipients in', tool.recipientArguments),
    tool.amountArgument === undefined ? '' : `amount in ${tool.amountArgument}`,
    listText('points at content by', tool.referenceArguments),
    tool.dispatch === undefined
      ? ''
      : `counts as the tool that ${tool.dispatch.toolArgument} names, with the arguments in ${tool.dispatch.argumentsArgument}`,
  ]
    .filter((part) => part !== '')
    .join(', ');

const listText = (what: string, names: readonly string[] | undefined): string =>
  names === undefined || names.length === 0 ? '' : `${what}: ${names.join(' ')}`;

/** The claim for one tool, and what counts today where that is something else. */
function claim(tool: Tool, listed: readonly Tool[]): readonly [string, string] {
  const today = listed.find(({ name }) => name === tool.name);
  const [claimed, counts] = [entryText(tool), today && entryText(today)];
  return [
    tool.name,
    counts === undefined || counts === claimed ? claimed : `${claimed} (today: ${counts})`,
  ];
}

const orNone = (names: readonly string[]): readonly string[] | string =>
  names.length === 0 ? 'none named' : names;

function connectorBlocks(asked: ConnectorAsked): readonly Block[] {
  return [
    block('Security notes', asked.securityNotes),
    block('Rollback plan', asked.rollbackPlan),
    ...(asked.vendor === undefined ? [] : [block('Vendor', asked.vendor)]),
    block('Data domains', orNone(asked.dataDomains)),
    block('Scopes', orNone(asked.scopes)),
    ...(asked.scopeLevel === undefined ? [] : [block('How far they reach', asked.scopeLevel)]),
    ...(asked.scopeReason === undefined ? [] : [block('Why these scopes', asked.scopeReason)]),
    block(
      'Tools, as claimed',
      Object.fromEntries(asked.tools.map((tool) => claim(tool, asked.listed ?? []))),
    ),
  ];
}

/** What is asked for, whole: whatever the facts above had no room for. What is there today are not the requester's words. */
const boundsBlocks = ({ bounds }: BoundsChange): readonly Block[] =>
  bounds.map(({ bound, after }) => block(BOUND_NAMES[bound], after));

/** Everything that was supplied from outside with a request, in the order it is read. */
export function blocksOf(asked: Asked, justification: string): readonly Block[] {
  const why =
    justification === ''
      ? { ...block('Why it asks', ''), pieces: EMPTY('no reason given') }
      : block('Why it asks', justification);
  if (asked.kind === 'connector') return [why, ...connectorBlocks(asked)];
  if (asked.kind === 'tierEscalation') return [why];
  if (asked.kind === 'policyChange') return [why, ...policyBlocks(asked)];
  if (asked.kind === 'modelList')
    return asked.adds ? [why, block('Models to be added', asked.adds)] : [why];
  if (asked.kind === 'promotion') return [why, block('Rollback plan', asked.rollbackPlan)];
  if (asked.kind === 'boundsChange') return [why, ...boundsBlocks(asked)];
  if (asked.kind === 'deviation') return [block('What is different', asked.what), why];
  if (asked.kind === 'standingGrant')
    return asked.recipients.length === 0 ? [why] : [why, block('Recipients', asked.recipients)];
  return [why, ...argumentBlocks(asked.arguments)];
}

/** Old and new of every file, whole: what is adopted can be read before. */
const policyBlocks = (asked: PolicyChange): readonly Block[] => [
  ...exampleTexts(asked).map((text, i) => block(`Example ${i + 1}`, text)),
  ...asked.files.map(({ name, state, text }) =>
    block(`${name.slice(0, LONGEST_LABEL)} (${state})`, text),
  ),
];

/** Longer values, and those of several lines, begin below their label. */
const SHORT = 60;

function labelRuns({ label, pieces, continued }: Block): readonly TextRun[] {
  const text = pieces.map((piece) => piece.text).join('');
  const below = continued || text.length > SHORT || text.includes('\n');
  const name = runsOf(visible(label, 'name'));
  return [...name, own(`${continued ? ', continued' : ''}:${below ? '\n' : ' '}`)];
}

/** A block as a card shows it: its label in bold, then the words. */
export const blockRuns = (block: Block): readonly TextRun[] => [
  ...styled(labelRuns(block), { weight: 'Bolder' }),
  ...runsOf(block.pieces),
];

/** Escapes of line breaks, tabs and spaces: out of place, but nothing that hides. */
const BLANK_ESCAPE = /^\\(?:n|r|t|u0020|u00A0)/;

/** How many characters nobody would see are shown as escapes. */
export const hiddenCharacters = (blocks: readonly Block[]): number =>
  blocks
    .flatMap(({ pieces }) => pieces)
    .filter(({ hidden, text }) => hidden && !BLANK_ESCAPE.test(text))
    .reduce((sum, { stands }) => sum + stands, 0);
