import { asText, dividePiece, runsOf, type TextRun } from '../../../kernel/cards/text.ts';
import { type Piece, visible } from '../../../kernel/cards/visible.ts';
import type { Json } from '../../../ledger/canonical.ts';
import type { Tool } from '../../registry/domain/model.ts';
import type { Asked, ConnectorAsked } from './view.ts';

/** A labelled stretch of somebody else's words; `label` is theirs too where it names an argument. */
export interface Block {
  readonly label: string;
  readonly pieces: readonly Piece[];
  /** The label's text stands on an earlier page. */
  readonly continued: boolean;
}

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const EMPTY = (what: string): readonly Piece[] => [{ text: `(${what})`, hidden: true, stands: 0 }];

/** A step into a value, as a reader would write it: `.name`, `["a b"]`, `[3]`. */
const step = (key: string): string =>
  /^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;

interface Leaf {
  readonly path: string;
  readonly value: Json;
}

function leavesOf(value: Json, path: string): readonly Leaf[] {
  if (Array.isArray(value) && value.length > 0)
    return value.flatMap((item: Json, index) => leavesOf(item, `${path}[${index + 1}]`));
  if (isObject(value) && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([key, item]) => leavesOf(item, path + step(key)));
  return [{ path, value }];
}

function leafPieces(value: Json): readonly Piece[] {
  if (value === '') return EMPTY('empty text');
  return typeof value === 'string' ? visible(value, 'prose') : visible(asText(value), 'prose');
}

const line = ({ path, value }: Leaf): readonly Piece[] => {
  const shown = value === '' ? EMPTY('empty text') : visible(asText(value), 'name');
  return [
    ...visible(`${path.replace(/^\./, '')}: `, 'name'),
    ...shown,
    { text: '\n', hidden: false, stands: 0 },
  ];
};

/** A value of any JSON type → text to be read as data: a text as it is, anything nested as one line a leaf. */
function valuePieces(value: Json): readonly Piece[] {
  const nested = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  return nested ? joined(leavesOf(value, '').flatMap(line)) : leafPieces(value);
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

function argumentBlocks([name, value]: readonly [string, Json]): readonly Block[] {
  if (name.length <= LONGEST_LABEL) return [block(name === '' ? '(no name)' : name, value)];
  return [block('An argument with this name:', name), block('has this value:', value)];
}

const claim = ({ name, effect, reversible }: Tool): readonly [string, string] => [
  name,
  `${effect}${reversible === true ? ', reversible' : ''}`,
];

function connectorBlocks(asked: ConnectorAsked): readonly Block[] {
  return [
    block('Security notes', asked.securityNotes),
    block('Rollback plan', asked.rollbackPlan),
    ...(asked.vendor === undefined ? [] : [block('Vendor', asked.vendor)]),
    block('Data domains', asked.dataDomains),
    block('Scopes', asked.scopes),
    block('Tools, as claimed', Object.fromEntries(asked.tools.map(claim))),
  ];
}

/** Everything that was supplied from outside with a request, in the order it is read. */
export function blocksOf(asked: Asked, justification: string): readonly Block[] {
  const why = block('Why', justification);
  if (asked.kind === 'connector') return [why, ...connectorBlocks(asked)];
  if (asked.kind === 'tierEscalation') return [why];
  const named = Object.entries(asked.arguments).toSorted(([a], [b]) => rank(a) - rank(b));
  return [why, ...named.flatMap(argumentBlocks)];
}

/** UTF-16 units that a block takes on a card besides its text. */
const FRAME = 260;
const units = (value: unknown): number => JSON.stringify(value).length;

export const labelRuns = ({ label, continued }: Block): readonly TextRun[] =>
  runsOf(visible(continued ? `${label} (continued)` : label, 'name'));

const cost = (blockOf: Block): number =>
  FRAME + units(labelRuns(blockOf)) + units(runsOf(blockOf.pieces));

interface Split {
  readonly head: readonly Block[];
  readonly tail: readonly Block[];
}

/** As much from the front as fits into `room` UTF-16 units of JSON; at least one piece, so that there is an end. */
function takeFront(blocks: readonly Block[], room: number): Split {
  const head: Block[] = [];
  let left = room;
  for (const [index, present] of blocks.entries()) {
    const needed = cost(present);
    if (needed <= left) {
      head.push(present);
      left -= needed;
      continue;
    }
    const { first, rest } = divide(present, left);
    if (first) head.push(first);
    return { head, tail: [rest, ...blocks.slice(index + 1)] };
  }
  return { head, tail: [] };
}

function divide(whole: Block, room: number): { first: Block | undefined; rest: Block } {
  let left = room - FRAME - units(labelRuns(whole));
  const taken: Piece[] = [];
  for (const [index, piece] of whole.pieces.entries()) {
    const needed = units(runsOf([piece]));
    if (needed <= left) {
      taken.push(piece);
      left -= needed;
      continue;
    }
    const [head, tail] = piece.hidden
      ? [undefined, piece]
      : dividePiece(piece, fitting(piece, left));
    if (head) taken.push(head);
    return split(whole, taken, [...(tail ? [tail] : []), ...whole.pieces.slice(index + 1)]);
  }
  return split(whole, taken, []);
}

const split = (whole: Block, taken: readonly Piece[], rest: readonly Piece[]) => ({
  first: taken.length === 0 ? undefined : { ...whole, pieces: taken },
  rest: { ...whole, pieces: rest, continued: whole.continued || taken.length > 0 },
});

/** How many units of a text fit, found by halving: an escaped character costs more than it shows. */
function fitting(piece: Piece, room: number): number {
  let [low, high] = [0, piece.text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const fits = units(runsOf([{ ...piece, text: piece.text.slice(0, middle) }])) <= room;
    if (fits) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What each kind of page can hold besides its frame, in UTF-16 units of JSON. */
export interface PageRoom {
  readonly only: number;
  readonly first: number;
  readonly other: number;
}

/** Blocks → pages. Their texts one after the other are the texts of the blocks: nothing is dropped, nothing twice. */
export function paginate(blocks: readonly Block[], room: PageRoom): readonly (readonly Block[])[] {
  const first = Math.min(room.first, room.only);
  if (blocks.reduce((sum, present) => sum + cost(present), 0) <= room.only) return [blocks];
  const pages: (readonly Block[])[] = [];
  let rest = blocks;
  while (rest.length > 0) {
    const { head, tail } = takeFront(rest, pages.length === 0 ? first : room.other);
    pages.push(head);
    rest = tail;
  }
  return pages;
}
