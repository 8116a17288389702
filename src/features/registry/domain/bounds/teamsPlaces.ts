/** A channel or chat of Teams, by the id that Teams gives it. */
export interface TeamsPlace {
  /** `thread.tacv2` is a channel, `thread.v2` a group chat or meeting, `unq.gbl.spaces` a chat of two. */
  readonly kind: string;
  /** Without letter case; undefined in a pattern that stands for every place of its kind. */
  readonly id: string | undefined;
}

const PLACE =
  /^19:([a-z0-9_-]{1,200}|\*)@(thread\.(?:tacv2|v2|skype)|unq\.gbl\.spaces)(?:;messageid=\d{1,20})?$/;
const LINK = /^\/l\/[a-z-]{1,20}\/([^/]+)(?:\/|$)/;
const LINK_HOSTS = ['teams.microsoft.com', 'teams.cloud.microsoft'];

/** `19:…@thread.tacv2`, as Teams and Graph write it: in a conversation's id a message may follow. */
export function teamsPlace(text: string): TeamsPlace | undefined {
  const [, id, kind] = PLACE.exec(text.toLowerCase()) ?? [];
  return id === undefined || kind === undefined
    ? undefined
    : { kind, id: id === '*' ? undefined : id };
}

/** The place that a link into Teams leads to, by the link's host and its path without escapes. */
export function linkedPlace(host: string, path: string): TeamsPlace | undefined {
  const [, id] = LINK_HOSTS.includes(host) ? (LINK.exec(path) ?? []) : [];
  const place = id === undefined ? undefined : teamsPlace(id);
  return place?.id === undefined ? undefined : place;
}

/** The link by which somebody would open a place: its host, and its path without escapes. */
export const linkTo = ({ kind, id = '' }: TeamsPlace) => ({
  host: LINK_HOSTS[0] ?? '',
  path: `/l/${kind === 'thread.tacv2' || kind === 'thread.skype' ? 'channel' : 'chat'}/19:${id}@${kind}/`,
});
