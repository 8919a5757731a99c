export type ConnectionState = 'connecting' | 'open' | 'lost'

/** Two methods and a state: all that the client knows of the shell it runs in. */
export interface Transport {
  readonly host: 'electron' | 'browser'
  /** Throws when the message cannot be sent now. */
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onState(listener: (state: ConnectionState) => void): void
}
