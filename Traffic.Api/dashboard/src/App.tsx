import { Suspense, useEffect } from 'react'
import { ErrorBoundary } from './components/ErrorBoundary'
import { RoadsPage } from './pages/roads/RoadsPage'
import { usePlace } from './router/location'
import { Rail } from './shell/Rail'
import { TopBar } from './shell/TopBar'
import { CatalogProvider } from './view/catalog'

const pages: Record<string, { title: string; Page: React.ComponentType }> = {
  '/roads': { title: 'Roads', Page: RoadsPage },
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
