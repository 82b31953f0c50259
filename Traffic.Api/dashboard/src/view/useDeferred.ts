import { useEffect, useState } from 'react'

/** A value once it has stood still for `ms`; the first one at once. */
export function useDeferred<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    if (settled === undefined) return setSettled(value)
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}
