export interface Scale {
  min: number
  max: number
  step: number
}

/** A round axis that holds all values, with about `count` steps. Counts start at zero. */
export function niceScale(values: Iterable<number>, fromZero: boolean, count: number): Scale {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  if (low > high) [low, high] = [0, 1]
  if (fromZero) low = Math.min(0, low)
  if (low === high) [low, high] = fromZero ? [low, high + 1] : [low - 1, high + 1]
  const step = niceStep((high - low) / Math.max(1, count))
  return { min: round(Math.floor(low / step) * step), max: round(Math.ceil(high / step) * step), step }
}

export function scaleTicks({ min, max, step }: Scale): number[] {
  const ticks: number[] = []
  for (let i = 0; min + i * step <= max + step / 2; i++) ticks.push(round(min + i * step))
  return ticks
}

function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw))
  const digit = [1, 2, 2.5, 5, 10].find((d) => d * power >= raw * 0.9999) ?? 10
  return digit * power
}

/** Takes the noise of binary fractions out of tick values. */
function round(value: number): number {
  return Number(value.toPrecision(12))
}
