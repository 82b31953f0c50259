import { noteCall } from './health'
import type { Page, Problem } from './types'

export const apiRoot = '/api/v1'

export type Query = Record<string, string | number | string[] | null | undefined>

/** What the API (or the way to it) refused: `detail` says what, `fix` what to do. */
export class ApiError extends Error {
  constructor(readonly status: number, readonly detail: string, readonly fix?: string) {
    super(detail)
  }
}

export function apiUrl(path: string, query: Query = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined) continue
    for (const one of Array.isArray(value) ? value : [value]) params.append(name, String(one))
  }
  const text = params.toString()
  return `${apiRoot}${path}${text ? `?${text}` : ''}`
}

export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  let response: Response
  const start = performance.now()
  try {
    response = await fetch(url, { headers: { accept: 'application/json' }, ...(signal && { signal }) })
  } catch (error) {
    if (signal?.aborted) throw error
    noteCall({ ok: false, ms: performance.now() - start })
    throw new ApiError(0, 'The API cannot be reached.', 'See `./traffic status`; the page tries again by itself.')
  }
  noteCall({ ok: response.status < 500, ms: performance.now() - start })
  if (response.ok) return (await response.json()) as T
  const problem = await readProblem(response)
  throw new ApiError(response.status, problem.detail ?? problem.title ?? `The API answered ${response.status}.`, problem.fix)
}

/** All pages of a list, up to `max` items. */
export async function getItems<T>(url: string, signal?: AbortSignal, max = 100_000): Promise<T[]> {
  const items: T[] = []
  for (let next: string | null = url; next !== null && items.length < max; ) {
    const page: Page<T> = await getJson<Page<T>>(next, signal)
    items.push(...page.items)
    next = page.cursor === null ? null : `${url}${url.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(page.cursor)}`
  }
  return items
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem
  } catch {
    return {}
  }
}
