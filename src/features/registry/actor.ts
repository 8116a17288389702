import type { Actor, Principal } from '../../kernel/people.ts';

/** Who calls, as the ledger names them. */
export const actorOf = (principal: Principal): Actor =>
  principal.kind === 'person'
    ? { kind: 'person', id: principal.id }
    : { kind: principal.kind, id: principal.objectId };
