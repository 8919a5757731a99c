import { useEffect, useState } from 'react'
import type * as chartFile from './chart.tsx'

export type ChartModule = typeof chartFile

let loaded: ChartModule | null = null

/** The library of the charts, fetched when this screen is first opened; null until it is there. */
export function useChart(): ChartModule | null {
  const [chart, setChart] = useState(loaded)
  useEffect(() => {
    if (loaded !== null) return undefined
    let isWanted = true
    void import('./chart.tsx').then((module) => {
      loaded = module
      if (isWanted) setChart(module)
    })
    return () => {
      isWanted = false
    }
  }, [])
  return chart
}
