import { useSyncExternalStore } from 'react'
import { live } from '../api/live'

let paused = false
const listeners = new Set<() => void>()

export function setPaused(next: boolean) {
  paused = next
  live.setPaused(next)
  for (const listener of listeners) listener()
}

/** Paused: nothing is read or pushed by itself, what is shown stands still. */
export function usePaused(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => paused,
  )
}
