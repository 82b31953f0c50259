import { useSyncExternalStore } from 'react'

/** How the newest call of the API went. */
export interface ApiHealth {
  ok: boolean
  /** Round trip in ms. */
  ms: number
}

let health: ApiHealth | null = null
const listeners = new Set<() => void>()

export function noteCall(next: ApiHealth) {
  health = next
  for (const listener of listeners) listener()
}

export function useApiHealth(): ApiHealth | null {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, () => health)
}
