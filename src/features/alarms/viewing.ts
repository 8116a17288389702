import type { Directory } from '../../kernel/people.ts';
import type { AlarmView } from './cards/alarm.ts';
import type { AlarmsDeps } from './deps.ts';
import type { AlarmState } from './domain/state.ts';

/** The name of a person, or what to call somebody whom the directory does not know; names decide nothing, so that one that does not answer leaves the object id. */
export async function nameIn(
  directory: Pick<Directory, 'find'>,
  id: string,
  otherwise: string,
): Promise<string> {
  try {
    return (await directory.find(id))?.name ?? otherwise;
  } catch {
    return id;
  }
}

/** An alarm with the name of who has taken it on. */
export async function viewOf(
  { directory }: Pick<AlarmsDeps, 'directory'>,
  { alarm, what, todo, raisedAt, seq, acknowledged }: AlarmState,
): Promise<AlarmView> {
  const view = { alarm, what, todo, raisedAt, place: `g/${seq}` };
  if (acknowledged === undefined) return view;
  const by = acknowledged.by.kind === 'person' ? acknowledged.by.id : '';
  const name = await nameIn(directory, by, 'Somebody who has left');
  const { at, note = '' } = acknowledged;
  return { ...view, acknowledged: { by: name, at, note } };
}
