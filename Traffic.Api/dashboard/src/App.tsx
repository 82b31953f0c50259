import { lazy, Suspense, useEffect, type ComponentType } from 'react'
import { ErrorBoundary } from './components/ErrorBoundary'
import { usePlace } from './router/location'
import { Rail } from './shell/Rail'
import { TopBar } from './shell/TopBar'
import { CatalogProvider } from './view/catalog'

const pages: Record<string, { title: string; Page: ComponentType }> = {
  '/': { title: 'Overview', Page: lazy(() => import('./pages/overview/OverviewPage').then((m) => ({ default: m.OverviewPage }))) },
  '/roads': { title: 'Roads', Page: lazy(() => import('./pages/roads/RoadsPage').then((m) => ({ default: m.RoadsPage }))) },
  '/explore': { title: 'Explore', Page: lazy(() => import('./pages/explore/ExplorePage').then((m) => ({ default: m.ExplorePage }))) },
  '/pipeline': { title: 'Pipeline', Page: lazy(() => import('./pages/pipeline/PipelinePage').then((m) => ({ default: m.PipelinePage }))) },
}

export function App() {
  const { path } = usePlace()
  const page = pages[path.replace(/(.)\/$/, '$1')]
  const title = page?.title ?? 'Not found'
  useEffect(() => {
    document.title = `${title} · Traffic`
  }, [title])
  return (
    <CatalogProvider>
      <a className="skip" href="#main">Skip to the content</a>
      <Rail />
      <TopBar />
      <main id="main" tabIndex={-1}>
        <ErrorBoundary key={path} name="This page">
          <Suspense fallback={<div className="skeleton" role="status" aria-label="Loading" />}>
            {page ? <page.Page /> : <NotFound path={path} />}
          </Suspense>
        </ErrorBoundary>
      </main>
    </CatalogProvider>
  )
}

function NotFound({ path }: { path: string }) {
  return <div className="empty"><p><b>There is no page {path}.</b></p></div>
}
