import { Component, type ReactNode } from 'react'
import { text } from '../strings/strings.ts'
import { FailureAlert } from './failure.tsx'

interface Props {
  /** A change of this makes a new try, e.g. the route. */
  resetKey: string
  children: ReactNode
}
interface State {
  error: Error | null
  resetKey: string
}

/** A screen that breaks takes only itself down; the rail and the saved work stay. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, resetKey: this.props.resetKey }

  static getDerivedStateFromError(error: Error): Partial<State> {
    return { error }
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <div className="screen">
        <FailureAlert
          error={{ message: text(($) => $.common.screenBroke), stack: `${error.message}\n${error.stack ?? ''}` }}
          // A fresh load also fetches again what could not be fetched; what was done is in the backend already.
          onRetry={() => window.location.reload()}
        />
      </div>
    )
  }
}
