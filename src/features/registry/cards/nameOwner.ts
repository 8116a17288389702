import { defineForm, type Field, type Form, type Mistake } from '../../../kernel/cards/form.ts';
import { line } from '../../../kernel/cards/lines.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import type { LostSeat } from '../domain/watch/watchEvents.ts';
import { SEAT_NAMES } from './notice.ts';

export const NAME_OWNER_VERB = 'owner-name';

type Seat = LostSeat['seat'];

/** An agent that has lost owners, for an admin who can name others. */
export interface NameOwnerView {
  readonly id: string;
  readonly missing: readonly { readonly seat: Seat; readonly name: string }[];
  readonly typed: Readonly<Partial<Record<Seat, string>>>;
  readonly mistakes: readonly Mistake[];
}

const fieldOf = (seat: Seat, { typed }: NameOwnerView): Field => ({
  kind: 'text',
  id: seat,
  label: `New ${SEAT_NAMES[seat].toLowerCase()}${seat === 'backup' ? '. Leave it empty for none.' : ''}`,
  value: typed[seat] ?? '',
  hint: 'somebody@contoso.example',
  most: 200,
  ...(seat !== 'backup' && { missing: 'Say who: by sign-in name or object id.' }),
});

/** Who is gone, and a field for whoever takes each place. */
export const nameOwnerCard = defineForm<NameOwnerView>('name-owner', (view, room): Form => {
  const { id, missing, mistakes } = view;
  return {
    title: [...inert(id, room.name, 'identifier'), own(' has lost an owner')],
    banner: {
      runs: [own('Their place is empty until another person is named.')],
      weight: 'warning',
    },
    lead: [
      ...missing.map(({ seat, name }) =>
        line(
          own(`${SEAT_NAMES[seat]}: `),
          inert(name, room.name, 'name'),
          own(' has left, or the account is disabled.'),
        ),
      ),
      line(
        own(
          'Old and new owner are told, and what waits for the old one waits for the new one. Whoever names an owner cannot answer for them.',
        ),
      ),
    ],
    mistakes,
    fields: missing.map(({ seat }) => fieldOf(seat, view)),
    actions: [
      {
        title: missing.length === 1 ? 'Name the new owner' : 'Name the new owners',
        data: { verb: NAME_OWNER_VERB, agent: id },
      },
    ],
  };
});
