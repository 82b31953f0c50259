import type { Bucket } from './model'
import type { Scale } from './scale'

export interface Frame {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
}

/** Where instants and values fall in a chart of this size; both axes are linear. */
export interface Geometry extends Frame {
  x: (instant: number) => number
  y: (value: number) => number
  instant: (x: number) => number
}

export function geometry(frame: Frame, [from, to]: readonly [number, number], scale: Scale): Geometry {
  const plotWidth = Math.max(1, frame.width - frame.left - frame.right)
  const plotHeight = Math.max(1, frame.height - frame.top - frame.bottom)
  return {
    ...frame,
    x: (instant) => frame.left + ((instant - from) / (to - from)) * plotWidth,
    y: (value) => frame.top + (1 - (value - scale.min) / (scale.max - scale.min)) * plotHeight,
    instant: (x) => from + ((x - frame.left) / plotWidth) * (to - from),
  }
}

export const centre = (bucket: Bucket) => (bucket.start + bucket.end) / 2

/** The bucket at an instant, or the nearest one; -1 if there is none. */
export function nearestBucket(buckets: readonly Bucket[], instant: number): number {
  let best = -1
  let distance = Infinity
  buckets.forEach((bucket, i) => {
    const away = instant < bucket.start ? bucket.start - instant : instant >= bucket.end ? instant - bucket.end + 1 : 0
    if (away < distance) [best, distance] = [i, away]
  })
  return best
}

/** Moves labels of height `gap` apart so that none overlaps, within [top, bottom], keeping their order. */
export function spread(wanted: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!)
  const placed = [...wanted]
  let limit = top
  for (const i of order) {
    placed[i] = Math.max(wanted[i]!, limit)
    limit = placed[i]! + gap
  }
  limit = bottom
  for (const i of order.toReversed()) {
    placed[i] = Math.min(placed[i]!, limit)
    limit = placed[i]! - gap
  }
  return placed
}
