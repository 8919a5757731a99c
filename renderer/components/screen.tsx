import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { FailureAlert } from './failure.tsx'

interface ScreenProps {
  title: string
  /** One line: what this screen is for. */
  help?: string
  /** The primary action stands last. */
  actions?: ReactNode
  /** `fill`: the body takes the rest of the window and scrolls inside itself (grids). */
  layout?: 'flow' | 'fill'
  children: ReactNode
}

/** One screen, one job: title, one line of help, the actions at the right, the work below. */
export function Screen({ title, help, actions, layout = 'flow', children }: ScreenProps): ReactNode {
  return (
    <section className={`screen screen-${layout}`} aria-labelledby="screen-title">
      <header className="screen-head">
        <div className="screen-words">
          <h1 id="screen-title">{title}</h1>
          {help === undefined ? null : <p className="quiet">{help}</p>}
        </div>
        <div className="screen-actions">{actions}</div>
      </header>
      <div className="screen-body">{children}</div>
    </section>
  )
}

export interface Reading<T> {
  data: T | undefined
  error: Error | null
  refetch: () => unknown
}

/** Loading, failed, or there: the three states of everything that is read. */
export function Loaded<T>({ read, children }: { read: Reading<T>; children: (data: T) => ReactNode }): ReactNode {
  if (read.data !== undefined) return children(read.data)
  if (read.error !== null) return <FailureAlert error={read.error} onRetry={() => void read.refetch()} />
  return (
    <div className="skeleton-late">
      <Skeleton active={false} paragraph={{ rows: 4 }} />
    </div>
  )
}

export function EmptyState({ title, help, children }: { title: string; help?: string; children?: ReactNode }): ReactNode {
  return (
    <div className="empty-state">
      <p className="empty-title">{title}</p>
      {help === undefined ? null : <p className="quiet">{help}</p>}
      {children}
    </div>
  )
}

/** A part that scrolls by itself: named, and reachable by keyboard so that its end can be read without a mouse. */
export function ScrollPane({ className, label, children }: { className: string; label: string; children: ReactNode }): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus
    <section className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
