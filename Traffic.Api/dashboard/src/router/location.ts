import { useSyncExternalStore } from 'react'

/** The address, as state: every change goes through `navigate`, so the back button works. */
interface Place {
  path: string
  search: string
}

let place = read()
const listeners = new Set<() => void>()

function read(): Place {
  return { path: window.location.pathname, search: window.location.search }
}

function publish() {
  place = read()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  if (listeners.size === 0) window.addEventListener('popstate', publish)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) window.removeEventListener('popstate', publish)
  }
}

export function usePlace(): Place {
  return useSyncExternalStore(subscribe, () => place)
}

/** Goes to an address within the dashboard; `replace` leaves no entry in the history. */
export function navigate(url: string, replace = false) {
  if (url === window.location.pathname + window.location.search) return
  if (replace) window.history.replaceState(null, '', url)
  else window.history.pushState(null, '', url)
  publish()
}
