import { PageHead } from '../../parts/PageHead.tsx';

export function FeedbackPage() {
  return <PageHead title="Feedback" />;
}
