import { useLayoutEffect, useRef, useState } from 'react'
import type { TargetRow } from '../../../electron/contract/batches.ts'

type Rows = readonly TargetRow[]

export interface Leaving {
  /** Targets that were completed here and that the list still shows as open. */
  keys: ReadonlySet<string>
  /** One goes on while it is written; where that fails (null) it is open again. */
  whileWritten<T extends object | null>(objectKey: string, write: () => Promise<T>): Promise<T>
}

/** The list as it was when the backend answered; null: it has not yet. */
const none: ReadonlyMap<string, Rows | null> = new Map()

/**
 * The list is asked for anew a moment after a write, so that it does not hold up the page that one waits for. Until it is
 * there, whoever goes on quickly must not be led back to what is done already.
 */
export function useLeaving(rows: Rows): Leaving {
  const [leaving, setLeaving] = useState(none)
  const latest = useRef(rows)
  useLayoutEffect(() => {
    latest.current = rows
  })
  const set = (objectKey: string, of: Rows | null | undefined): void =>
    setLeaving((before) => {
      const after = new Map([...before].filter(([, then]) => then === null || then === latest.current))
      if (of === undefined) after.delete(objectKey)
      else after.set(objectKey, of)
      return after
    })
  return {
    // Another list than at the time of the answer knows it better: inspected, or taken back.
    keys: new Set([...leaving].flatMap(([key, then]) => (then === null || then === rows ? [key] : []))),
    async whileWritten(objectKey, write) {
      set(objectKey, null)
      const answer = await write()
      set(objectKey, answer === null ? undefined : latest.current)
      return answer
    }
  }
}
