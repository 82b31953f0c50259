import { useApiHealth, type ApiHealth } from '../api/health'
import type { LiveState } from '../api/live'
import { formatDuration } from '../time/format'
import { useLiveState } from '../view/useLiveState'
import { useNow } from '../view/useNow'

/** Whether pushed results arrive, and how long they take from the log to here. */
export function ConnectionDot() {
  const state = useLiveState()
  const now = useNow(1000)
  const api = useApiHealth()
  const { tone, text, title } = describe(state, api, now)
  return (
    <span className={`connection ${tone}`} role="status" title={title}>
      <i aria-hidden="true" />
      {text}
    </span>
  )
}

function describe(state: LiveState, api: ApiHealth | null, now: number): { tone: string; text: string; title: string } {
  switch (state.kind) {
    case 'live':
      return {
        tone: 'good',
        text: state.delayMs === null ? 'Live' : `Live · ${formatDuration(state.delayMs)}`,
        title: 'Connected. The time is how long the newest message took from the server to this page.',
      }
    case 'connecting':
      return { tone: 'warn', text: 'Connecting…', title: 'Waiting for the server.' }
    case 'waiting':
      return {
        tone: 'bad',
        text: `Retry in ${Math.max(0, Math.ceil((state.retryAt - now) / 1000))} s`,
        title: 'The connection is lost. What is shown stands still until it is back.',
      }
    case 'paused':
      return { tone: 'plain', text: 'Paused', title: 'What is shown stands still until you resume.' }
    case 'idle':
      if (api === null) return { tone: 'plain', text: 'Connecting…', title: 'Waiting for the server.' }
      if (!api.ok) return { tone: 'bad', text: 'No answer', title: 'The API does not answer; it is asked again by itself.' }
      return { tone: 'good', text: `API · ${formatDuration(api.ms)}`, title: 'This page asks the API again and again. The time is what the newest answer took.' }
  }
}
