import { Icon, type IconName } from '../components/Icon'
import { Link } from '../router/Link'
import { usePlace } from '../router/location'
import { pageUrl } from '../router/params'

const pages: { path: string; label: string; icon: IconName }[] = [
  { path: '/', label: 'Overview', icon: 'overview' },
  { path: '/roads', label: 'Roads', icon: 'roads' },
  { path: '/explore', label: 'Explore', icon: 'explore' },
  { path: '/pipeline', label: 'Pipeline', icon: 'pipeline' },
]

/** The way to the pages: a rail at the left, tabs at the bottom of a narrow window. */
export function Rail() {
  const { path, search } = usePlace()
  return (
    <nav className="rail" aria-label="Pages">
      <Link className="brand" href={pageUrl('/', search)} aria-label="Traffic, to the overview">
        <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
          <rect width="32" height="32" rx="7" />
          <path d="M7 10h12M7 16h18M7 22h9" />
        </svg>
        <span>Traffic</span>
      </Link>
      <ul>
        {pages.map((page) => (
          <li key={page.path}>
            <Link href={pageUrl(page.path, search)} aria-current={page.path === path ? 'page' : undefined}>
              <Icon name={page.icon} />
              <span>{page.label}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
