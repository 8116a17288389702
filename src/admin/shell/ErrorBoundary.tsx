import { Button, Title3 } from '@fluentui/react-components';
import { Component, type ReactNode } from 'react';
import { toldOf } from '../api/problem.ts';

interface Props {
  readonly children: ReactNode;
}
interface State {
  readonly error: unknown;
}

/** What is shown where a part of the page threw: what happened, and a way on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    const { title, detail } = toldOf(error);
    return (
      <main role="alert" style={{ padding: '48px 24px', maxWidth: 560, margin: '0 auto' }}>
        <Title3 as="h1" block>
          {title}
        </Title3>
        <p>{detail}</p>
        <Button appearance="primary" onClick={() => location.reload()}>
          Load the page again
        </Button>
      </main>
    );
  }
}
