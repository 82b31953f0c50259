import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark'

const key = 'traffic.theme'
const system = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

let chosen = localStorage.getItem(key) as Theme | null
apply()
system.addEventListener('change', apply)

function current(): Theme {
  return chosen ?? (system.matches ? 'dark' : 'light')
}

function apply() {
  document.documentElement.dataset.theme = current()
  for (const listener of listeners) listener()
}

/** The system's theme until the reader chooses the other one; choosing the system's again forgets the choice. */
export function toggleTheme() {
  const next: Theme = current() === 'dark' ? 'light' : 'dark'
  chosen = next === (system.matches ? 'dark' : 'light') ? null : next
  if (chosen) localStorage.setItem(key, chosen)
  else localStorage.removeItem(key)
  apply()
}

export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, current)
}
