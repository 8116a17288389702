import type { Card } from '../chat.ts';
import { defineCard, type Room } from './define.ts';
import type { Fact, Line } from './lines.ts';
import template from './sheet.json' with { type: 'json' };
import { styled, type TextRun } from './text.ts';

/** How a banner looks, as a style of Adaptive Cards containers. */
export type Weight = 'attention' | 'warning' | 'good';

/** A button: what it says and what it sends; `verb` is the Action.Execute's verb too. */
export type SheetAction = {
  readonly title: string;
  readonly data: { readonly verb: string; readonly [field: string]: string };
};

/** A button that opens a dialog: a message of the bot's cannot open one by itself. `data` comes to the dialog as what it is about. */
export type SheetOpening = {
  readonly title: string;
  /** Behind `…`. */
  readonly quiet?: true;
  readonly data: { readonly dialog: string; readonly [field: string]: string };
};

/** The common build of every card that only tells: a title, what happened, facts, sections, buttons. */
export interface Sheet {
  /** Small, above the title. */
  readonly kicker?: readonly TextRun[];
  readonly title: readonly TextRun[];
  /** The one thing to read. */
  readonly banner?: { readonly runs: readonly TextRun[]; readonly weight: Weight } | undefined;
  readonly lead?: readonly Line[];
  readonly facts?: readonly Fact[];
  /** `quoted`: somebody else's words. */
  readonly sections?: readonly {
    readonly heading: string;
    readonly lines: readonly Line[];
    readonly quoted?: boolean;
  }[];
  readonly actions?: readonly SheetAction[];
  /** Buttons that are seldom needed: behind `…`, and independent of what is typed. */
  readonly quiet?: readonly SheetAction[];
  readonly opens?: readonly SheetOpening[];
}

/** What the template of every sheet reads. */
export const normaliseSheet = (sheet: Sheet) => ({
  kicker: sheet.kicker ? [{ runs: styled(sheet.kicker, { size: 'Small', isSubtle: true }) }] : [],
  title: styled(sheet.title, { size: 'Large', weight: 'Bolder' }),
  banner: sheet.banner
    ? [{ ...sheet.banner, runs: styled(sheet.banner.runs, { weight: 'Bolder' }) }]
    : [],
  lead: sheet.lead ?? [],
  facts: sheet.facts ?? [],
  sections: (sheet.sections ?? []).map(({ heading, lines, quoted }) => ({
    heading,
    lines,
    style: quoted ? 'emphasis' : 'default',
  })),
  actions: sheet.actions ?? [],
  quiet: sheet.quiet ?? [],
  opens: (sheet.opens ?? []).map(({ title, quiet, data }) => ({
    title,
    mode: quiet ? 'secondary' : 'primary',
    data: { ...data, msteams: { type: 'task/fetch' } },
  })),
});

/** A card of that build out of its own view. */
export const defineSheet = <View>(
  name: string,
  build: (view: View, room: Room) => Sheet,
): ((view: View) => Card) =>
  defineCard<View>({
    name,
    template,
    normalise: (view, room) => normaliseSheet(build(view, room)),
  });
