import { useSyncExternalStore } from 'react'
import { live } from '../api/live'

export function useLiveState() {
  return useSyncExternalStore(live.onState, () => live.state)
}
