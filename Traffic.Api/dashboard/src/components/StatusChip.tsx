export type Tone = 'plain' | 'blue' | 'good' | 'warn' | 'bad'

/** A state in words; the colour only repeats them. */
export function StatusChip({ tone, children, title }: { tone: Tone; children: string; title?: string }) {
  return <span className={`chip ${tone}`} title={title}>{children}</span>
}
