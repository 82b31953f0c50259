import type { ColorToken } from './model'

/** Reads colours of the current theme for the canvas. */
export function colorReader(): (token: ColorToken) => string {
  const style = getComputedStyle(document.documentElement)
  return (token) => style.getPropertyValue(token).trim()
}

export function withAlpha(color: string, alpha: number): string {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16))
  return `rgba(${r}, ${g}, ${b}, ${alpha})`
}

/** Diagonal hatching for what is not finished yet. */
export function hatch(color: string): { image: HTMLCanvasElement; repeat: 'repeat' } {
  const size = 5
  const ratio = 2
  const image = document.createElement('canvas')
  image.width = image.height = size * ratio
  const context = image.getContext('2d')!
  context.strokeStyle = color
  context.lineWidth = ratio * 0.9
  for (const shift of [-1, 0, 1]) {
    context.beginPath()
    context.moveTo((shift * size - 1) * ratio, (size + 1) * ratio)
    context.lineTo((shift * size + size + 1) * ratio, -1 * ratio)
    context.stroke()
  }
  return { image, repeat: 'repeat' }
}
