import type { Tone } from '../components/StatusChip'
import type { Range } from '../time/range'
import type { Bucket } from './model'

/** What may still change in these buckets, in words for the panel's chip. */
export function bucketStatus(buckets: readonly Bucket[]): { tone: Tone; text: string; title: string } | null {
  if (buckets.length === 0) return null
  const corrected = buckets.filter((bucket) => bucket.status === 'corrected').length
  const note = corrected ? ` ${corrected} ${corrected === 1 ? 'bucket was' : 'buckets were'} corrected by late records (ticked on the time axis).` : ''
  if (buckets.some((bucket) => bucket.open || bucket.status === 'provisional')) {
    return { tone: 'blue', text: corrected ? `Provisional · ${corrected} corrected` : 'Provisional', title: `The newest bucket is open: its numbers still grow.${note}` }
  }
  if (corrected) return { tone: 'warn', text: `${corrected} corrected`, title: note.trim() }
  return { tone: 'plain', text: 'Final', title: 'All buckets are complete.' }
}

/** The edges of a chart; a range in buckets takes those of its buckets. */
export function domainOf(range: Range, now: number): readonly [number, number] | null {
  if (range.kind === 'absolute') return [range.from, range.to]
  return range.kind === 'relative' ? [now - range.ms, now] : null
}
