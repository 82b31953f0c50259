import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, getItems } from './client'
import { live } from './live'
import type { WindowRow } from './types'
import type { Load } from './useLoad'
import { bucketAt, isFull, mergeRows, windowsSinceUrl, windowsUrl, type WindowQuery } from './windowQuery'

export interface Windows extends Load<WindowRow[]> {
  url: string
}

/** Changed buckets are read again at most this often. */
const refreshMs = 1000

/** The rows of a query, kept current: a pushed change reads again only from the changed bucket on. */
export function useWindows(query: WindowQuery | null): Windows {
  const key = query === null ? null : JSON.stringify(query)
  const [state, setState] = useState<{ key: string | null; data?: WindowRow[]; error?: ApiError; loading: boolean; url: string }>({
    key, loading: key !== null, url: '',
  })
  const [turn, setTurn] = useState(0)
  const reload = useCallback(() => setTurn((n) => n + 1), [])
  const retry = useRef<number | undefined>(undefined)

  useEffect(() => {
    if (key === null) return
    const wanted = JSON.parse(key) as WindowQuery
    const abort = new AbortController()
    const url = windowsUrl(wanted, Date.now())
    let rows: WindowRow[] | null = null
    const show = (data: WindowRow[]) => {
      rows = data
      setState({ key, data, loading: false, url })
    }
    const fail = (error: ApiError) => {
      if (abort.signal.aborted) return
      setState((old) => ({ ...old, key, error, loading: false, url }))
      if (error.status === 0 || error.status >= 500) retry.current = window.setTimeout(reload, 5000)
    }
    setState((old) => ({ key, loading: true, url, ...(old.data && { data: old.data }) }))
    getItems<WindowRow>(url, abort.signal).then((data) => !abort.signal.aborted && show(data), fail)

    const update = async (changed: number) => {
      if (rows === null) return
      const from = bucketAt(rows, changed)
      if (from === null) return isFull(rows, wanted.range) ? undefined : reload()
      const fresh = await getItems<WindowRow>(windowsSinceUrl(wanted, from), abort.signal)
      if (!abort.signal.aborted) show(mergeRows(rows, fresh, from, wanted.range, Date.now()))
    }
    const stop = followChanges(wanted, update, reload, fail)
    return () => {
      abort.abort()
      stop()
      clearTimeout(retry.current)
    }
  }, [key, turn, reload])

  return { data: state.data, error: state.error, loading: state.loading, url: state.url, reload }
}

/** Calls `update` with the earliest changed instant, one call at a time, at most one a second. */
function followChanges(query: WindowQuery, update: (changed: number) => Promise<void> | void, reset: () => void, fail: (error: ApiError) => void) {
  const { range } = query
  let changed = Infinity
  let timer: number | undefined
  const run = async () => {
    const from = changed
    changed = Infinity
    try {
      await update(from)
    } catch (error) {
      fail(error as ApiError)
    }
    timer = undefined
    if (changed < Infinity) timer = window.setTimeout(() => void run(), refreshMs)
  }
  const unsubscribe = live.subscribe({
    window: `${query.feed}.${query.stream}.${query.window}`,
    filters: query.filters,
    onReset: reset,
    onWindow: (record) => {
      const start = Date.parse(record.window_start)
      const end = Date.parse(record.window_end)
      if (range.kind === 'absolute' && (start >= range.to || end <= range.from)) return
      changed = Math.min(changed, start)
      timer ??= window.setTimeout(() => void run(), refreshMs)
    },
  })
  return () => {
    unsubscribe()
    clearTimeout(timer)
  }
}
