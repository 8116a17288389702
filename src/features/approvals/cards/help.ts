import type { Room } from '../../../kernel/cards/define.ts';
import { line } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet } from '../../../kernel/cards/sheet.ts';
import { inert, own, styled } from '../../../kernel/cards/text.ts';
import type { HelpView } from './view.ts';

const commandLine = ({ usage, help }: HelpView['groups'][number]['commands'][number], room: Room) =>
  line(
    styled(inert(usage, room.text, 'name'), { fontType: 'Monospace', weight: 'Bolder' }),
    own(' – '),
    inert(help, room.text, 'name'),
  );

const build = ({ groups }: HelpView, room: Room): Sheet => ({
  title: [own('What you can write to me')],
  lead: [line(own('Approving always takes a tap on a card: text never approves.'))],
  sections: groups.map(({ title, commands }) => ({
    heading: title,
    lines: commands.map((command) => commandLine(command, room)),
  })),
});

/** Every bot command with its right form, in groups; titles of groups are ours. */
export const helpCard = defineSheet<HelpView>('help', build);
