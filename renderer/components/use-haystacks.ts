import { useCallback, useEffect, useRef } from 'react'

/**
 * Search texts of rows, each computed once: on demand, and ahead of the first search while nothing else is to be done,
 * so that spelling some thousand names does not hold up the first letter typed.
 */
export function useHaystacks<T>(
  rows: readonly T[],
  searchText: ((row: T) => string) | undefined
): (row: T) => string | undefined {
  const known = useRef(new WeakMap<object, string>())
  const haystackOf = useCallback(
    (row: T): string | undefined => {
      if (searchText === undefined) return undefined
      if (typeof row !== 'object' || row === null) return searchText(row)
      const haystack = known.current.get(row) ?? searchText(row)
      known.current.set(row, haystack)
      return haystack
    },
    [searchText]
  )
  useEffect(() => {
    if (searchText === undefined) return undefined
    let at = 0
    let handle = 0
    const step = (deadline: IdleDeadline): void => {
      while (at < rows.length && deadline.timeRemaining() > 2) {
        const row = rows[at]
        if (row !== undefined) haystackOf(row)
        at += 1
      }
      if (at < rows.length) handle = requestIdleCallback(step)
    }
    handle = requestIdleCallback(step)
    return () => cancelIdleCallback(handle)
  }, [rows, searchText, haystackOf])
  return haystackOf
}
