import type { Room } from '../../../kernel/cards/define.ts';
import { fact, line, namesLine } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet } from '../../../kernel/cards/sheet.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { showAction } from './matter.ts';

/** The policy in force, and what waits to take its place. */
export interface PolicyInForceView {
  readonly bundle: string;
  readonly at: Instant;
  /** Who put it in force; empty: a server that started with it. */
  readonly name: string;
  /** What started it. */
  readonly kind: 'start' | 'reload' | 'adopted';
  /** Why, in their words; empty where there is none. */
  readonly words: string;
  readonly rules: number;
  /** The tenant's own files. */
  readonly files: readonly { readonly name: string }[];
  /** Whether the server that answers has it: it denies everything otherwise. */
  readonly here: boolean;
  readonly waiting: readonly {
    readonly request: string;
    readonly words: string;
    readonly due: Instant;
  }[];
  /** Where the admin app shows requests. */
  readonly page: string;
}

const HOW: Readonly<Record<PolicyInForceView['kind'], string>> = {
  start: 'A server brought it when it started',
  reload: 'Tightened from the folder by ',
  adopted: 'Adopted by the board, the last to agree being ',
};

const NOT_HERE = 'This server does not have it, and denies everything until it has it.';

const build = (view: PolicyInForceView, room: Room): Sheet => {
  const { bundle, at, kind, words, rules, files, here, waiting, page } = view;
  const shown = waiting.slice(0, room.items);
  return {
    title: [own('The policy in force')],
    ...(!here && { banner: { weight: 'attention', runs: [own(NOT_HERE)] } }),
    facts: [
      fact('Bundle', line(inert(bundle, 64, 'identifier'))),
      fact('Since', line(localTime(at))),
      fact('By', line(own(HOW[kind]), kind === 'start' ? [] : inert(view.name, room.name, 'name'))),
      ...(words === '' ? [] : [fact('Why', line(inert(words, room.text, 'name')))]),
      fact('Rules', line(own(String(rules)))),
      fact(
        'Files of your own',
        files.length === 0
          ? line(own('None: the shipped rules alone'))
          : namesLine(
              files.map(({ name }) => name),
              room,
            ),
      ),
    ],
    sections: [
      {
        heading: waiting.length === 0 ? 'No other policy waits' : 'Waiting for the board',
        lines: [
          ...shown.map(({ request, words: title, due }) =>
            line(
              inert(request, room.name, 'identifier'),
              own(': '),
              inert(title, room.text, 'name'),
              own(', until '),
              localTime(due),
            ),
          ),
          ...(waiting.length > shown.length
            ? [line(own(`and ${waiting.length - shown.length} more`, { isSubtle: true }))]
            : []),
        ],
      },
      {
        heading: 'In the admin app',
        lines: [line(inert(page, 200, 'identifier'))],
      },
    ],
    actions: shown.slice(0, 1).map(({ request }) => showAction(request)),
  };
};

/** The answer to `policy`, for admins and the board. */
export const policyInForceCard = defineSheet<PolicyInForceView>('policy-in-force', build);
