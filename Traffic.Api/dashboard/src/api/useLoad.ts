import { useCallback, useEffect, useRef, useState } from 'react'
import type { ApiError } from './client'

export interface Load<T> {
  /** The newest good answer; kept while a newer one loads or fails. */
  data: T | undefined
  error: ApiError | undefined
  loading: boolean
  reload: () => void
}

interface Options {
  /** Reads again this often. */
  everyMs?: number
  paused?: boolean
}

/** Reads something whenever `key` changes; a null key reads nothing. */
export function useLoad<T>(key: string | null, read: (signal: AbortSignal) => Promise<T>, options: Options = {}): Load<T> {
  const { everyMs, paused = false } = options
  const [state, setState] = useState<{ key: string | null; data?: T; error?: ApiError; loading: boolean }>({ key, loading: key !== null })
  const [turn, setTurn] = useState(0)
  const latestRead = useRef(read)
  latestRead.current = read

  useEffect(() => {
    if (key === null) return setState({ key, loading: false })
    const abort = new AbortController()
    setState((old) => (old.key === key ? { ...old, loading: true } : { key, loading: true, ...(old.data !== undefined && { data: old.data }) }))
    latestRead.current(abort.signal).then(
      (data) => !abort.signal.aborted && setState({ key, data, loading: false }),
      (error: ApiError) => !abort.signal.aborted && setState((old) => ({ ...old, error, loading: false })),
    )
    return () => abort.abort()
  }, [key, turn])

  useEffect(() => {
    if (everyMs === undefined || paused || state.loading) return
    const timer = setTimeout(() => setTurn((n) => n + 1), state.error ? Math.max(everyMs, 5000) : everyMs)
    return () => clearTimeout(timer)
  }, [everyMs, paused, state])

  const reload = useCallback(() => setTurn((n) => n + 1), [])
  return { data: state.data, error: state.error, loading: state.loading, reload }
}
