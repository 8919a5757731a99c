import { createBirpc } from 'birpc'
import type { BackendEvent, BackendEventName, Input, Output, ProcedureName } from '../../electron/contract/index.ts'
import type { BackendSide, RendererSide } from '../../electron/contract/rpc.ts'
import type { ErrorCode, InputFault } from '../../electron/domain/errors.ts'
import type { ConnectionState, Transport } from './transport.ts'

/** What a call fails with: the backend's sentence, ready to be shown, its code, and the faulty places of an input file. */
export class RpcFailure extends Error {
  readonly code: ErrorCode | 'disconnected'
  readonly faults: readonly InputFault[]

  constructor(code: ErrorCode | 'disconnected', message: string, faults: readonly InputFault[] = [], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'RpcFailure'
    this.code = code
    this.faults = faults
  }
}

let disconnectedText = (): string => 'connection lost'
/** The shell hands in the sentence of a lost connection, in the language on screen. */
export function sayDisconnected(sentence: () => string): void {
  disconnectedText = sentence
}

type EventListener = (payload: unknown) => void

export interface RpcClient {
  readonly host: 'electron' | 'browser'
  /** Rejects with `RpcFailure` only. */
  call<P extends ProcedureName>(procedure: P, input: Input<P>): Promise<Output<P>>
  /** Answers the function that stops listening. */
  on<E extends BackendEventName>(event: E, listener: (payload: BackendEvent<E>) => void): () => void
  /** Told at once and at every change. */
  onConnection(listener: (state: ConnectionState) => void): () => void
}

export function createClient(transport: Transport): RpcClient {
  const events = new Map<string, Set<EventListener>>()
  const connections = new Set<(state: ConnectionState) => void>()
  let connection: ConnectionState = 'connecting'

  const side: RendererSide = {
    event: (name, payload) => {
      for (const listener of events.get(name) ?? []) listener(payload)
    }
  }
  const remote = createBirpc<BackendSide, RendererSide>(side, {
    post: (message: unknown) => transport.post(message),
    on: (listener) => transport.onMessage(listener),
    // A whole-page capture or a large import may take minutes; the connection state, not a clock, ends a call.
    timeout: -1
  })
  transport.onState((state) => {
    connection = state
    if (state === 'lost') {
      // The handler's own rejections reach the callers below; the array returned here only repeats them.
      remote.$rejectPendingCalls(({ reject }) => reject(new Error('connection lost')))
    }
    for (const listener of connections) listener(state)
  })

  return {
    host: transport.host,
    call: async <P extends ProcedureName>(procedure: P, input: Input<P>): Promise<Output<P>> => {
      const reply = await remote.call(procedure, input).catch((cause: unknown) => {
        throw new RpcFailure('disconnected', disconnectedText(), [], cause)
      })
      if (!reply.ok) throw new RpcFailure(reply.error.code, reply.error.message, reply.error.faults)
      // The backend parsed this value with the procedure's own output schema before sending it.
      return reply.value as Output<P>
    },
    on: (event, listener) => {
      const listeners = events.get(event) ?? new Set<EventListener>()
      events.set(event, listeners)
      listeners.add(listener as EventListener)
      return () => {
        listeners.delete(listener as EventListener)
      }
    },
    onConnection: (listener) => {
      connections.add(listener)
      listener(connection)
      return () => {
        connections.delete(listener)
      }
    }
  }
}
