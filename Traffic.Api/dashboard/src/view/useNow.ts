import { useEffect, useState } from 'react'
import { usePaused } from './paused'

/** The present, renewed every `everyMs`; while paused it stands still like all else. */
export function useNow(everyMs: number): number {
  const paused = usePaused()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (paused) return
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs, paused])
  return now
}
