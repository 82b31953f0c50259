import { createContext, useContext, type ReactNode } from 'react'
import { apiUrl, getItems, getJson } from '../api/client'
import type { FeedInfo, StreamInfo } from '../api/types'
import { useLoad, type Load } from '../api/useLoad'

export interface Catalog {
  feeds: FeedInfo[]
  streams: StreamInfo[]
}

const Context = createContext<Load<Catalog> | null>(null)

/** All that is declared: feeds, streams, fields, windows. Pages know streams from here alone. */
export function CatalogProvider({ children }: { children: ReactNode }) {
  const load = useLoad('catalog', readCatalog, { everyMs: 60_000 })
  return <Context value={load}>{children}</Context>
}

export function useCatalog(): Load<Catalog> {
  const load = useContext(Context)
  if (!load) throw new Error('useCatalog outside of CatalogProvider')
  return load
}

async function readCatalog(signal: AbortSignal): Promise<Catalog> {
  const feeds = await getItems<FeedInfo>(apiUrl('/feeds'), signal)
  const names = feeds.flatMap((feed) => feed.streams.map((stream) => `/feeds/${feed.name}/${stream.name}`))
  const streams = await Promise.all(names.map((name) => getJson<StreamInfo>(apiUrl(name), signal)))
  return { feeds, streams }
}
