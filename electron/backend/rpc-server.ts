import { createBirpc } from 'birpc'
import type { BackendSide, RendererSide, Reply } from '../contract/rpc.ts'

/** What carries the messages of one renderer: an Electron channel, a socket, or a pair of arrays in a test. */
export interface MessageTransport {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): () => void
}

/** The part of the backend that a transport needs. */
export interface RpcBackend {
  call(procedure: string, input: unknown): Promise<Reply<unknown>>
  onEvent(listener: (name: string, payload: unknown) => void): () => void
}

/**
 * Answers one renderer. Everything but a well-formed request is dropped before birpc sees it, and a name birpc does
 * not know is answered like an unknown procedure instead of being looked up on an object's prototype.
 * @returns the function that stops answering and stops the events
 */
export function serveRpc(backend: RpcBackend, transport: MessageTransport): () => void {
  const side: BackendSide = {
    async call(procedure, input) {
      return typeof procedure === 'string' ? backend.call(procedure, input) : unknownProcedure(typeof procedure)
    }
  }
  let stopMessages = (): void => {}
  const rpc = createBirpc<RendererSide, BackendSide>(side, {
    post: (message: unknown) => transport.post(message),
    on: (listener: (message: unknown) => void) => {
      stopMessages = transport.onMessage((message) => {
        if (isRequest(message)) listener(message)
      })
    },
    off: () => stopMessages(),
    eventNames: ['event'],
    resolver: (name, known) => (name === 'call' ? known : async () => unknownProcedure(name))
  })
  const stopEvents = backend.onEvent((name, payload) => void rpc.event(name, payload))
  return () => {
    stopEvents()
    rpc.$close()
  }
}

function unknownProcedure(name: string): Reply<unknown> {
  return {
    ok: false,
    error: { code: 'unknown-procedure', message: `没有名为“${name.slice(0, 60)}”的功能，请更新程序。`, faults: [] }
  }
}

function isRequest(message: unknown): boolean {
  if (typeof message !== 'object' || message === null) return false
  const { t, m, a, i } = message as Record<string, unknown>
  return t === 'q' && typeof m === 'string' && Array.isArray(a) && (i === undefined || typeof i === 'string')
}
