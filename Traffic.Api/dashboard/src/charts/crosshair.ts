import { useSyncExternalStore } from 'react'

/** The instant all charts of the page point at; null = none. */
let instant: number | null = null
const listeners = new Set<() => void>()

export function setCrosshair(next: number | null) {
  if (next === instant) return
  instant = next
  for (const listener of listeners) listener()
}

export function useCrosshair(): number | null {
  return useSyncExternalStore(subscribe, () => instant)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
