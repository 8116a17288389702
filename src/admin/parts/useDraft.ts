import { useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useMe } from '../shell/reach.ts';
import { draftKey, dropDraft, type Fields, keepDraft, readDraft } from './drafts.ts';

/** What somebody is typing into a form. */
export interface Draft<T> {
  readonly typed: T;
  readonly setTyped: (typed: T | ((before: T) => T)) => void;
  /** It holds what was typed before the page was loaded. */
  readonly isOld: boolean;
  /** It was sent: nothing of it is kept any longer. */
  readonly forget: () => void;
  /** Empties the form as well. */
  readonly clear: () => void;
}

/**
 * A form that outlives a reload, a way back and a sign-in that has run out: the window keeps it for this person and place until it
 * was sent, or they sign out. `model` says what each field is like, where `fresh` has an empty list.
 */
export function useDraft<T extends Fields>(place: string, fresh: T, model = fresh): Draft<T> {
  const person = useMe().data?.id;
  const key = person === undefined ? undefined : draftKey(person, place);
  const [begun] = useState(fresh);
  const [found] = useState(() => (key === undefined ? begun : readDraft(key, begun, model)));
  const [typed, setTyped] = useState(found);
  const [isOld, setOld] = useState(() => JSON.stringify(found) !== JSON.stringify(begun));
  useEffect(() => {
    if (key !== undefined) keepDraft(key, begun, typed);
  }, [key, begun, typed]);
  const forget = (): void => {
    if (key !== undefined) dropDraft(key);
  };
  const clear = (): void => {
    forget();
    setTyped(begun);
    setOld(false);
  };
  return { typed, setTyped, isOld, forget, clear };
}

/** The address of this page, as the place of its one form. */
export function useHere(): string {
  const [path] = useLocation();
  const search = useSearch();
  return search === '' ? path : `${path}?${search}`;
}
