import { LockClosedRegular, QuestionCircleRegular } from '@fluentui/react-icons';
import { Empty } from '../parts/Empty.tsx';
import { InLink } from '../parts/InLink.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { useMe } from './reach.ts';

interface Props {
  readonly title: string;
  /** `governance admin or review board`. */
  readonly whose: string;
}

/** What a person sees of a page that is not for them: why, and who could change that. */
export function NotForYou({ title, whose }: Props) {
  const me = useMe();
  const roles = me.data?.roles.map(({ name }) => name) ?? [];
  const yours = roles.length === 0 ? 'You have no governance role' : `You are ${roles.join(', ')}`;
  return (
    <>
      <PageHead title={title} />
      <Empty icon={<LockClosedRegular />} title="This page is not for you">
        It is for: {whose}. {yours}. Roles come from your organisation&apos;s groups: ask whoever
        looks after them if you should have one.
      </Empty>
    </>
  );
}

export function NothingHere() {
  return (
    <>
      <PageHead title="There is nothing at this address" />
      <Empty icon={<QuestionCircleRegular />} title="The link may be old, or cut off">
        <InLink href="/">Go to the overview</InLink>
      </Empty>
    </>
  );
}
