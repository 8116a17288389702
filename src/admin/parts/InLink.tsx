import { Link as FluentLink } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

/** A link to another place of the app, `href` below `/admin`. */
export function InLink({
  href,
  children,
}: {
  readonly href: string;
  readonly children: ReactNode;
}) {
  return (
    <Link href={href} asChild>
      <FluentLink inline>{children}</FluentLink>
    </Link>
  );
}
