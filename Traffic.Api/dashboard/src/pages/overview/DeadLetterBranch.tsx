import type { StreamState } from '../../api/pipeline'
import { Link } from '../../router/Link'
import { usePlace } from '../../router/location'
import { pageUrl } from '../../router/params'
import { formatNumber } from '../../view/numbers'
import { deadLetterTotal, sum } from '../pipeline/usePipeline'

/** What leaves the way at the processor. */
export function DeadLetterBranch({ streams }: { streams: StreamState[] }) {
  const { search } = usePlace()
  const total = sum(streams, (one) => deadLetterTotal(one.dead_letters))
  const counts: Record<string, number> = {}
  for (const stream of streams) {
    for (const [reason, count] of Object.entries(stream.dead_letters)) counts[reason] = (counts[reason] ?? 0) + count
  }
  const reasons = Object.entries(counts).sort((a, b) => b[1] - a[1])
  return (
    <div className="flow-branch">
      <i aria-hidden="true" />
      <Link href={pageUrl('/pipeline', search)}>
        <b>{formatNumber(total)}</b> dead letters
        {reasons.length > 0 && <span>{reasons.slice(0, 3).map(([reason, count]) => `${formatNumber(count)} ${reason}`).join(', ')}</span>}
      </Link>
    </div>
  )
}
