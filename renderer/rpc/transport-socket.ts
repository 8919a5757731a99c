import type { ConnectionState, Transport } from './transport.ts'

const firstWait = 500
const longestWait = 5_000

/**
 * JSON over a WebSocket of our own origin. Messages posted before the first connection stands are kept and sent then;
 * after a loss nothing is kept, because the caller has been told and the backend may have done the work already.
 */
export function createSocketTransport(url: string): Transport {
  const messageListeners: ((message: unknown) => void)[] = []
  const stateListeners: ((state: ConnectionState) => void)[] = []
  const early: string[] = []
  let state: ConnectionState = 'connecting'
  let socket: WebSocket | null = null
  let wait = firstWait

  const setState = (next: ConnectionState): void => {
    if (next === state) return
    state = next
    for (const listener of stateListeners) listener(next)
  }

  const connect = (): void => {
    const opening = new WebSocket(url)
    socket = opening
    opening.addEventListener('open', () => {
      wait = firstWait
      for (const text of early.splice(0)) opening.send(text)
      setState('open')
    })
    opening.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (typeof event.data !== 'string') return
      const message: unknown = JSON.parse(event.data)
      for (const listener of messageListeners) listener(message)
    })
    opening.addEventListener('close', () => {
      early.length = 0
      setState('lost')
      setTimeout(connect, wait)
      wait = Math.min(wait * 2, longestWait)
    })
  }
  connect()

  return {
    host: 'browser',
    post: (message) => {
      // JSON drops undefined members, which every schema of the contract reads as "not given".
      const text = JSON.stringify(message)
      if (state === 'connecting') {
        early.push(text)
        return
      }
      if (state !== 'open' || socket === null) throw new Error('socket closed')
      socket.send(text)
    },
    onMessage: (listener) => {
      messageListeners.push(listener)
    },
    onState: (listener) => {
      stateListeners.push(listener)
      listener(state)
    }
  }
}
