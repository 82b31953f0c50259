import { navigate, usePlace } from './location'

/** Null and empty lists take a parameter out of the address. */
export type Changes = Record<string, string | string[] | null>

/** Parameters that mean the same on every page and travel along. */
const shared = ['range', 'tz']

export function withChanges(search: string, changes: Changes): string {
  const params = new URLSearchParams(search)
  for (const [name, value] of Object.entries(changes)) {
    params.delete(name)
    for (const one of Array.isArray(value) ? value : value === null ? [] : [value]) params.append(name, one)
  }
  return toSearch(params)
}

/** The link to another page, with the parameters that all pages share. */
export function pageUrl(path: string, search: string, changes: Changes = {}): string {
  const old = new URLSearchParams(search)
  const kept = new URLSearchParams()
  for (const name of shared) {
    const value = old.get(name)
    if (value !== null) kept.set(name, value)
  }
  return path + withChanges(kept.toString(), changes)
}

export function useParams(): [URLSearchParams, (changes: Changes, replace?: boolean) => void] {
  const { path, search } = usePlace()
  return [new URLSearchParams(search), (changes, replace) => navigate(path + withChanges(search, changes), replace)]
}

function toSearch(params: URLSearchParams): string {
  // Readable addresses: these characters need no escape in a query.
  const text = params.toString().replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%7E', '~')
  return text ? `?${text}` : ''
}
