export interface ServiceState {
  name: string
  state: 'up' | 'down' | 'unknown'
  detail: string | null
}

export interface StreamState {
  feed: string
  stream: string
  raw_rate_per_s: number
  clean_rate_per_s: number
  window_rate_per_s: number
  processor_lag: number
  sink_lag: number
  watermark: string | null
  watermark_delay_s: number | null
  freshness_s: number | null
  open_windows: number
  dead_letters: Record<string, number>
  records: number
  accepted: number
  duplicates: number
}

export interface Reader {
  position: number
  lag: number
}

export interface PartitionState {
  partition: number
  start: number
  end: number
  processor: Reader | null
  sink: Reader | null
}

export interface TopicState {
  name: string
  kind: string
  feed: string
  stream: string
  rate_per_s: number
  partitions: PartitionState[]
}

export interface LaneState {
  feed: string
  stream: string
  topic: string
  partition: number
  run: string
  watermark: string | null
  ended: boolean
  open_windows: number
  unfinished_windows: number
  records: number
  accepted: number
  dead_letters: Record<string, number>
  duplicates: number
  forwarded: number
  control: number
}

export interface Pipeline {
  at: string
  services: ServiceState[]
  streams: StreamState[]
  topics: TopicState[]
  lanes: LaneState[]
  sinks: { name: string; rows_per_s: number; lag: number }[]
}

export interface DeadLetter {
  id: string
  feed: string
  stream: string
  reason: string
  field: string | null
  detail: string | null
  source_topic: string
  source_partition: number
  source_offset: number
  run: string | null
  stage: string
  attempt: number
  failed_at: string
  size: number
}

export interface DeadLetterContent extends DeadLetter {
  value_base64: string
  value_text?: string | null
  key_text?: string | null
  headers: Record<string, string>
}

export interface DeadLetterCount {
  feed: string
  stream: string
  reason: string
  count: number
  latest: string
}
