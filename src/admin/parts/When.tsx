import { distance, fullTime, shortTime } from './times.ts';

interface Props {
  readonly at: string;
  /** How far away it is, instead of when. */
  readonly distance?: boolean;
}

/** A moment in the reader's own time zone; the whole of it on hover. */
export function When({ at, distance: asDistance = false }: Props) {
  return (
    <time dateTime={at} title={fullTime(at)}>
      {asDistance ? distance(at) : shortTime(at)}
    </time>
  );
}
