import { useEffect, useState } from 'react'
import type { Overlay } from '../../../electron/domain/overlay.ts'
import { rpc } from '../../rpc/client.ts'
import { placeFault, type PlacedFault } from './faults.ts'

/** Milliseconds without a change before the plan is checked. */
const pause = 250

export interface Check {
  /** The plan that was checked last, and what is wrong with it. */
  of: Overlay | null
  faults: readonly PlacedFault[]
  error: unknown
}

/** Has the backend check the plan whenever it has not changed for a moment. */
export function useCheck(overlay: Overlay): Check {
  const [check, setCheck] = useState<Check>({ of: null, faults: [], error: null })
  useEffect(() => {
    let isWanted = true
    const timer = setTimeout(() => {
      rpc.call('catalogues.validate', { overlay }).then(
        ({ faults }) => isWanted && setCheck({ of: overlay, faults: faults.map(placeFault), error: null }),
        (error: unknown) => isWanted && setCheck({ of: overlay, faults: [], error })
      )
    }, pause)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [overlay])
  return check
}
