import { getJson, apiUrl } from '../../api/client'
import type { Pipeline } from '../../api/pipeline'
import { useLoad } from '../../api/useLoad'
import { usePaused } from '../../view/paused'

/** The state of the whole pipeline, read again every two seconds. */
export function usePipeline() {
  const paused = usePaused()
  return useLoad('pipeline', (signal) => getJson<Pipeline>(apiUrl('/pipeline'), signal), { everyMs: 2000, paused })
}

export const sum = <T,>(items: readonly T[], of: (item: T) => number) => items.reduce((total, item) => total + of(item), 0)

export const deadLetterTotal = (counts: Record<string, number>) => sum(Object.values(counts), (count) => count)
