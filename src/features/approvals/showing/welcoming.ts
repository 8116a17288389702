import type { ChatContext, Reply } from '../../../kernel/chat.ts';
import type { ConversationReference } from '../../../kernel/ledger.ts';
import { ROLE_NAMES } from '../../../kernel/people.ts';
import { agents } from '../../registry/domain/fold.ts';
import { welcomeCard } from '../cards/people.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { waitingFor } from './waiting.ts';

const TO_MANY =
  'Hello, I am Countersign. Before an AI agent sends or changes something that needs a person, I ask that person in their own chat. Mention me and type help to see what you can do here.';

/** What is said once in each conversation: to a person what they are here, to many only who speaks. */
export async function welcome(
  deps: ApprovalsDeps,
  place: ConversationReference,
  who: ChatContext | undefined,
): Promise<Reply> {
  if (place.conversationType !== 'personal' || !who) return { kind: 'text', text: TO_MANY };
  const [waiting, view] = await Promise.all([
    waitingFor(deps, who.person.id, who.roles),
    deps.ledger.view(),
  ]);
  const owned = [...view.all(agents).values()]
    .filter(({ people }) => people.business === who.person.id)
    .map(({ record }) => record.id);
  const roles = [
    ...[...who.roles].map((role) => ROLE_NAMES[role]),
    ...(owned.length > 0 ? [`business owner of ${owned.join(', ')}`] : []),
  ];
  return {
    kind: 'card',
    card: welcomeCard({ name: who.person.name, roles, waiting: waiting.length }),
    summary: 'Countersign is here',
  };
}
