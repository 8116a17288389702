import { Link } from '@fluentui/react-components';
import { PLATFORM_PAGES } from '../../parts/platformPages.ts';
import { useReach } from '../../shell/reach.ts';

/** Where an agent's platform shows it; on this machine there is no tenant to be led to. */
export function Elsewhere({ platform }: { readonly platform: string }) {
  const { mode } = useReach();
  const pages = PLATFORM_PAGES[platform] ?? [];
  return pages.map(({ name, href }, i) => (
    <span key={href}>
      {i > 0 && ', '}
      {mode === 'azure' ? (
        <Link inline href={href} target="_blank" rel="noreferrer">
          {name}
        </Link>
      ) : (
        `${name} (${new URL(href).host})`
      )}
    </span>
  ));
}
