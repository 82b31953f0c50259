import { useEffect, useRef } from 'react'
import { apiUrl, getJson } from '../../api/client'
import type { DeadLetterContent } from '../../api/pipeline'
import { useLoad } from '../../api/useLoad'
import { Icon } from '../../components/Icon'
import { formatDateTime } from '../../time/format'
import { formatBytes } from '../../view/numbers'
import { hexDump, readBase64 } from './bytes'

interface Props {
  id: string
  zone: string
  onClose: () => void
}

/** One refused record: why, where it came from, and its bytes as they arrived. */
export function DeadLetterDialog({ id, zone, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const url = apiUrl(`/dead-letters/${encodeURIComponent(id)}`)
  const { data, error } = useLoad(url, (signal) => getJson<DeadLetterContent>(url, signal))
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="drawer" aria-label="Dead letter" onClose={onClose} onClick={(event) => event.target === dialog.current && dialog.current.close()}>
      <div className="drawer-body">
        <header>
          <div>
            <p className="eyebrow">Dead letter</p>
            <h2>{data ? data.reason : id}</h2>
          </div>
          <button type="button" className="button icon-only" aria-label="Close" onClick={() => dialog.current?.close()}><Icon name="close" /></button>
        </header>
        {error && <div className="notice bad" role="alert"><p><b>{error.detail}</b> {error.fix}</p></div>}
        {data && <Content letter={data} zone={zone} />}
      </div>
    </dialog>
  )
}

function Content({ letter, zone }: { letter: DeadLetterContent; zone: string }) {
  const bytes = readBase64(letter.value_base64)
  return (
    <>
      <p>{letter.detail}</p>
      <Pairs
        pairs={{
          Stream: `${letter.feed}.${letter.stream}`, Field: letter.field ?? '–', Stage: letter.stage, 'Failed at': formatDateTime(Date.parse(letter.failed_at), zone, true),
          Source: `${letter.source_topic} [${letter.source_partition}] @ ${letter.source_offset}`, Run: letter.run ?? 'live', Key: letter.key_text ?? '–', Id: letter.id,
        }}
      />
      {letter.value_text != null && (
        <section>
          <h3>Value as text</h3>
          <pre tabIndex={0}>{letter.value_text}</pre>
        </section>
      )}
      <section>
        <h3>Raw bytes · {formatBytes(bytes.length)}{letter.value_text == null && ' · no valid UTF-8'}</h3>
        <pre tabIndex={0} className="hex">{hexDump(bytes)}</pre>
      </section>
      <section>
        <h3>Headers</h3>
        <Pairs pairs={letter.headers} />
      </section>
    </>
  )
}

function Pairs({ pairs }: { pairs: Record<string, string> }) {
  return (
    <dl className="pairs">
      {Object.entries(pairs).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
    </dl>
  )
}
