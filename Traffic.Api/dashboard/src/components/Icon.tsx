const paths = {
  overview: 'M2.5 5.5h3v5h-3zM10.5 2.5h3v4h-3zM10.5 9.5h3v4h-3zM5.5 8h2.5M8 4.5v7M8 4.5h2.5M8 11.5h2.5',
  roads: 'M5 2.5 2.5 13.5M11 2.5l2.5 11M8 2.5v2M8 7v2M8 11.5v2',
  explore: 'M2.5 13.5h11M2.5 13.5v-11M5 10l2.5-3 2 1.5L13 4',
  pipeline: 'M2.5 4h11M2.5 8h11M2.5 12h11M5 2.75v2.5M10.5 6.75v2.5M7 10.75v2.5',
  menu: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.2v9.6L12.5 8z',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9',
  moon: 'M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6z',
  down: 'M4.5 6.5 8 10l3.5-3.5',
  right: 'M6.5 4.5 10 8l-3.5 3.5',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3.5 8.5l3 3 6-7',
  up: 'M8 12.5v-9M4.5 7 8 3.5 11.5 7',
  fall: 'M8 3.5v9M4.5 9 8 12.5 11.5 9',
} as const

export type IconName = keyof typeof paths

/** A 16 px line icon; the text beside it says what it means. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
