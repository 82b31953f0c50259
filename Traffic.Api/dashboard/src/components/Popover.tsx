import { useEffect, useRef, useState, type ReactNode } from 'react'

interface Props {
  label: string
  /** The button's own text names it well enough. */
  named?: boolean
  /** What the button shows. */
  button: ReactNode
  className?: string
  align?: 'start' | 'end'
  children: (close: () => void) => ReactNode
}

/** A button with a box below it, closed by Escape, by a click elsewhere or by its content. */
export function Popover({ label, named = false, button, className = 'button', align = 'start', children }: Props) {
  const [open, setOpen] = useState(false)
  const host = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    if (!open) return
    const outside = (event: PointerEvent) => !host.current?.contains(event.target as Node) && setOpen(false)
    document.addEventListener('pointerdown', outside)
    host.current?.querySelector<HTMLElement>('.popover [autofocus], .popover button, .popover input')?.focus()
    return () => document.removeEventListener('pointerdown', outside)
  }, [open])

  const close = () => {
    setOpen(false)
    opener.current?.focus()
  }
  return (
    <div
      className="popover-host"
      ref={host}
      onKeyDown={(event) => {
        if (!open || event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
      onBlur={(event) => event.relatedTarget && !host.current?.contains(event.relatedTarget) && setOpen(false)}
    >
      <button ref={opener} type="button" className={className} aria-label={named ? undefined : label} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
        {button}
      </button>
      {open && <div className={`popover ${align}`} role="dialog" aria-label={label}>{children(close)}</div>}
    </div>
  )
}
