import { pageUrl, type Changes } from '../../router/params'

/** What Explore shows, as its address says it: `stream`, `window`, `by`, `value`, `step`, `run` and `f.<field>`. */
export interface ExploreChoice {
  /** `feed.stream` */
  stream: string
  window: string
  group: string[]
  column: string
  granularity: string | null
  run: string | null
  filters: Record<string, string[]>
}

export function exploreChanges(choice: ExploreChoice): Changes {
  return {
    stream: choice.stream,
    window: choice.window,
    by: choice.group.join(',') || null,
    value: choice.column,
    step: choice.granularity,
    run: choice.run,
    ...Object.fromEntries(Object.entries(choice.filters).map(([field, values]) => [`f.${field}`, values])),
  }
}

export function exploreUrl(choice: ExploreChoice, search: string): string {
  return pageUrl('/explore', search, exploreChanges(choice))
}

export function readFilters(params: URLSearchParams): Record<string, string[]> {
  const filters: Record<string, string[]> = {}
  for (const key of new Set(params.keys())) {
    if (key.startsWith('f.')) filters[key.slice(2)] = params.getAll(key)
  }
  return filters
}
