import type { ReactNode } from 'react'

interface Props {
  /** What goes on, for a screen reader. */
  label: string
  /** 0 to 100. */
  percent: number
  /** The number beside the bar. */
  withNumber?: boolean
}

/** How far something is. The browser's own element: the first screen shows it, and a library's would come with its tooltips. */
export function ProgressBar({ label, percent, withNumber = false }: Props): ReactNode {
  return (
    <span className="progress-bar">
      <progress aria-label={label} max={100} value={percent} />
      {withNumber ? <span className="figures">{`${percent} %`}</span> : null}
    </span>
  )
}
