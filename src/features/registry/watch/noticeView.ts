import type { Card } from '../../../kernel/chat.ts';
import type { PersonId } from '../../../kernel/people.ts';
import { type NameOwnerView, nameOwnerCard } from '../cards/nameOwner.ts';
import { type NoticeView, noticeCard } from '../cards/notice.ts';
import type { RegistryDeps } from '../deps.ts';
import { agents } from '../domain/fold.ts';
import { type Notice, stillMissing } from '../domain/watch/notices.ts';

type Deps = Pick<RegistryDeps, 'ledger' | 'directory'>;

async function viewOf({ ledger, directory }: Deps, notice: Notice): Promise<NoticeView> {
  const { about, id, found, postponed, above } = notice;
  const agent = (await ledger.view()).get(agents, id);
  const record = agent?.record;
  const written = {
    business: record?.businessOwner,
    technical: record?.technicalOwner,
    backup: record?.backupOwner,
  };
  const named = stillMissing(notice, agent?.people).map(async ({ seat, person }) => ({
    seat,
    name: (await directory.find(person))?.name ?? written[seat] ?? person,
  }));
  return {
    about,
    id,
    closed: notice.closed === true,
    missing: await Promise.all(named),
    ...(found && { found }),
    ...(postponed && { postponed }),
    ...(above && { above }),
  };
}

/** A notice as one person sees it: with a form for whoever may name another owner. */
export async function noticeCardFor(deps: Deps, notice: Notice, person: PersonId): Promise<Card> {
  const view = await viewOf(deps, notice);
  if (view.closed || view.missing.length === 0) return noticeCard(view);
  const roles = await deps.directory.rolesOf(person);
  return roles.has('admin')
    ? nameOwnerCard({ ...view, typed: {}, mistakes: [] })
    : noticeCard(view);
}

/** The form again, with what was typed and what is wrong with it. */
export async function nameOwnerAgain(
  deps: Deps,
  notice: Notice,
  filled: Pick<NameOwnerView, 'typed' | 'mistakes'>,
): Promise<Card> {
  return nameOwnerCard({ ...(await viewOf(deps, notice)), ...filled });
}
