interface Props {
  values: readonly (number | null)[]
  width?: number
  height?: number
}

/** The shape of the recent past, from zero, without axes; the number beside it says how much. */
export function Sparkline({ values, width = 72, height = 20 }: Props) {
  const { line, area } = sparkPaths(values, width, height)
  return (
    <svg className="sparkline" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <path className="area" d={area} />
      <path d={line} />
    </svg>
  )
}

/** SVG paths of the line and of what is under it; nulls leave gaps. */
export function sparkPaths(values: readonly (number | null)[], width: number, height: number): { line: string; area: string } {
  const highest = Math.max(1, ...values.map((value) => value ?? 0))
  const step = width / Math.max(1, values.length - 1)
  const segments: { x: number; points: string[] }[] = []
  values.forEach((value, i) => {
    if (value === null) return
    if (i === 0 || values[i - 1] === null) segments.push({ x: i * step, points: [] })
    segments.at(-1)!.points.push(`${(i * step).toFixed(1)} ${(height - 1 - (value / highest) * (height - 2)).toFixed(1)}`)
  })
  const lines = segments.map((segment) => `M${segment.points.join('L')}`)
  return { line: lines.join(''), area: segments.map((segment, i) => `${lines[i]}V${height}H${segment.x.toFixed(1)}z`).join('') }
}
