import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { BackLink } from './BackLink.tsx';
import { Loading } from './Loading.tsx';
import { PageHead } from './PageHead.tsx';
import { ProblemNote } from './ProblemNote.tsx';

interface Props<T> {
  /** What the page is called until it is there. */
  readonly title: string;
  /** The list that it belongs to, and its address. */
  readonly back: string;
  readonly backTo: string;
  readonly found: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}

/** The page of one thing: on its way, not to be had and why, or there. What is there stays while it is asked for again. */
export function DetailPage<T>({ title, back, backTo, found, children }: Props<T>) {
  return (
    <>
      <BackLink to={backTo}>{back}</BackLink>
      {found.isError && found.data === undefined && (
        <>
          <PageHead title={title} />
          <ProblemNote error={found.error} onRetry={() => void found.refetch()} />
        </>
      )}
      {found.isPending && <Loading what={title} />}
      {found.data !== undefined && children(found.data)}
    </>
  );
}
