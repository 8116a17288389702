import { createRequire } from 'node:module';
// Not the package's own entry: its types pull in the TypeScript sources of the renderer.
import type * as Templating from 'adaptivecards-templating/lib/template-engine.js';
import type { Card } from '../chat.ts';
import { addFallbacks } from './fallback.ts';
import { mapStrings } from './walk.ts';

/** What a template may read: JSON without null, so that nothing is left unexpanded. */
export type TemplateData =
  | boolean
  | number
  | string
  | readonly TemplateData[]
  | { readonly [field: string]: TemplateData };

/** How much of foreign words and long lists a card shows. Tried from the widest to the tightest until the card fits. */
export interface Room {
  /** Characters of a name. */
  readonly name: number;
  /** Characters of a longer text, such as a reason. */
  readonly text: number;
  /** Members of a list. */
  readonly items: number;
}

const ROOMS: readonly Room[] = [
  { name: 80, text: 1_000, items: 25 },
  { name: 60, text: 500, items: 15 },
  { name: 40, text: 200, items: 10 },
  { name: 20, text: 80, items: 5 },
  { name: 8, text: 20, items: 2 },
];

/** Teams fails at 40 KB and warns at 28; text travels there as UTF-16. */
export const MOST_BYTES = 28 * 1024;

/** The size that Teams counts: UTF-16 bytes of the card's JSON. */
export const cardBytes = (card: object): number => JSON.stringify(card).length * 2;

export interface CardDefinition<View> {
  readonly name: string;
  /** The Adaptive Cards template: `cards/<name>.json`, imported as JSON. */
  readonly template: object;
  /** Rooms of its own, from the widest to one that fits whatever comes. */
  readonly rooms?: readonly Room[];
  /** View → what the template reads, every field of it in every case. Foreign words only as runs made by `inert`. */
  normalise(view: View, room: Room): { readonly [field: string]: TemplateData };
}

const require = createRequire(import.meta.url);

/** Loaded with the first card: the language of its expressions comes in 370 modules, which no start has to wait for. */
const templating = () =>
  require('adaptivecards-templating/lib/template-engine.js') as typeof Templating;

/** Makes the function that turns a view into a card of at most `MOST_BYTES`; the template is compiled once, when it is first used. */
export function defineCard<View>(definition: CardDefinition<View>): (view: View) => Card {
  let template: Templating.Template | undefined;
  return (view) => {
    template ??= new (templating().Template)(structuredClone(definition.template));
    for (const room of definition.rooms ?? ROOMS) {
      const card = expand(definition.name, template, definition.normalise(view, room));
      if (cardBytes(card) <= MOST_BYTES) return card;
    }
    throw new RangeError(`the card ${definition.name} does not fit into ${MOST_BYTES} bytes`);
  };
}

/** Stands inside `${` of the data while the template is expanded, so that what is left over is the template's. */
const GUARD = '$\uffff{';

function expand(
  name: string,
  template: Templating.Template,
  data: { readonly [field: string]: TemplateData },
): Card {
  const guarded = mapStrings(data, (text) => text.replaceAll('${', GUARD));
  const expanded: unknown = template.expand({ $root: guarded });
  if (JSON.stringify(expanded).includes('${'))
    throw new TypeError(`the card ${name} names a field that its view does not fill`);
  const card = addFallbacks(mapStrings(expanded, (text) => text.replaceAll(GUARD, '${')));
  if (!isCard(card)) throw new TypeError(`the template ${name} is not an Adaptive Card`);
  return card;
}

const isCard = (value: unknown): value is Card =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'AdaptiveCard';
