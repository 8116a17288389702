import type { Form } from '../../../kernel/cards/form.ts';

/** A card in chat sends a verb, a dialog its submit. */
export type Where = 'chat' | 'dialog';

/** How a form is sent; verb and dialog have the same name. In chat the same form can be had as a dialog. */
export const askButtons = (
  where: Where,
  name: string,
): Pick<Form, 'actions' | 'opens' | 'dialog'> =>
  where === 'dialog'
    ? { dialog: { title: 'Ask', data: { dialog: name } } }
    : {
        actions: [{ title: 'Ask', data: { verb: name } }],
        opens: [{ title: 'Open as a dialog', quiet: true, data: { dialog: name } }],
      };
