import { useMemo } from 'react'
import type { StreamInfo, WindowInfo } from '../../api/types'
import type { WindowQuery } from '../../api/windowQuery'
import { useParams } from '../../router/params'
import type { Range } from '../../time/range'
import { exploreChanges, readFilters, type ExploreChoice } from './exploreUrl'

export interface Explore {
  stream: StreamInfo
  window: WindowInfo
  choice: ExploreChoice
  set: (changes: Partial<ExploreChoice>) => void
}

/** What the address asks for, as far as the declarations know it; defaults for the rest. Null: there are no streams. */
export function useExplore(streams: readonly StreamInfo[]): Explore | null {
  const [params, change] = useParams()
  const text = params.toString()
  return useMemo(() => {
    const named = streams.find((one) => nameOf(one) === params.get('stream'))
    const stream = named ?? streams.find((one) => one.windows.length > 0)
    const window = stream?.windows.find((one) => one.id === params.get('window')) ?? stream?.windows[0]
    if (!stream || !window) return null
    const known = (fields: string[]) => fields.filter((field) => window.group_by.includes(field))
    const step = params.get('step')
    const filters = Object.entries(readFilters(params)).filter(([field]) => window.group_by.includes(field))
    const choice: ExploreChoice = {
      stream: nameOf(stream),
      window: window.id,
      group: known((params.get('by') ?? '').split(',')),
      column: window.columns.find((column) => column.name === params.get('value'))?.name ?? window.columns[0]?.name ?? 'count',
      granularity: step && stepsOf(window).includes(step) ? step : null,
      run: params.get('run'),
      filters: Object.fromEntries(filters),
    }
    const set = (changes: Partial<ExploreChoice>) => {
      const cleared = Object.fromEntries([...params.keys()].filter((key) => key.startsWith('f.')).map((key) => [key, null]))
      change({ ...cleared, ...exploreChanges({ ...choice, ...changes }) })
    }
    return { stream, window, choice, set }
  }, [streams, text])
}

export const nameOf = (stream: StreamInfo) => `${stream.feed}.${stream.name}`

export function queryOf({ stream, choice }: Pick<Explore, 'stream' | 'choice'>, range: Range, zone: string): WindowQuery {
  const { window, group, granularity, run, filters } = choice
  return { feed: stream.feed, stream: stream.name, window, group, granularity, run, filters, range, zone }
}

const lengths: Record<string, number> = { minute: 60, hour: 3600, day: 86_400, week: 7 * 86_400, month: 28 * 86_400 }

/** Longer buckets that a window can be merged to. */
export function stepsOf(window: WindowInfo): string[] {
  if (window.kind !== 'tumbling') return []
  return Object.entries(lengths).filter(([, length]) => length > window.size_s && 86_400 % window.size_s === 0).map(([step]) => step)
}
