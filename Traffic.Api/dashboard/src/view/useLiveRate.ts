import { useEffect, useState } from 'react'
import { live } from '../api/live'

const seconds = 5

/** Results pushed to this page per second, over the last five. */
export function useLiveRate(): number {
  const [rate, setRate] = useState(0)
  useEffect(() => {
    const seen = [live.received]
    const timer = setInterval(() => {
      seen.push(live.received)
      if (seen.length > seconds + 1) seen.shift()
      setRate((seen.at(-1)! - seen[0]!) / (seen.length - 1))
    }, 1000)
    return () => clearInterval(timer)
  }, [])
  return rate
}
