import type { AlarmView } from './cards/alarm.ts';
import type { AlarmsDeps } from './deps.ts';
import type { AlarmState } from './domain/state.ts';

/** An alarm with the name of who has taken it on. */
export async function viewOf(
  { directory }: Pick<AlarmsDeps, 'directory'>,
  { alarm, what, todo, raisedAt, seq, acknowledged }: AlarmState,
): Promise<AlarmView> {
  const view = { alarm, what, todo, raisedAt, place: `g/${seq}` };
  if (acknowledged === undefined) return view;
  const by = acknowledged.by.kind === 'person' ? acknowledged.by.id : '';
  const name = (await directory.find(by))?.name ?? 'Somebody who has left';
  const { at, note = '' } = acknowledged;
  return { ...view, acknowledged: { by: name, at, note } };
}
