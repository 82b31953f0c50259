import { useEffect, useSyncExternalStore } from 'react'

/** The time zone of the feed that the page shows; the bar names it. */
let zone = 'UTC'
const listeners = new Set<() => void>()

export function usePageZone(): string {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, () => zone)
}

export function useSetPageZone(next: string | undefined) {
  useEffect(() => {
    if (next === undefined || next === zone) return
    zone = next
    for (const listener of listeners) listener()
  }, [next])
}
