import { createBirpc } from 'birpc'
import type { BackendSide, RendererSide, Reply } from '../../electron/contract/rpc.ts'

/** One renderer's end of a transport, as the shared suite needs it. */
export interface Wire {
  call(procedure: unknown, input: unknown): Promise<Reply<unknown>>
  /** Calls a function of the other side by any name, past the one it has. */
  callFunction(name: string): Promise<unknown>
  /** Sends something that is no message of ours. */
  sendRaw(message: unknown): Promise<void>
  /** Names and payloads of the events so far. */
  events(): Promise<{ name: string; payload: unknown }[]>
  close(): Promise<void>
}

/** The renderer's end over any pair of post and onMessage in this process. */
export function birpcWire(
  transport: { post(message: unknown): void; onMessage(listener: (message: unknown) => void): void },
  close: () => Promise<void>
): Wire {
  const events: { name: string; payload: unknown }[] = []
  const remote = createBirpc<BackendSide & Record<string, () => unknown>, RendererSide>(
    { event: (name, payload) => void events.push({ name, payload }) },
    { post: (message: unknown) => transport.post(message), on: (listener) => transport.onMessage(listener), timeout: -1 }
  )
  return {
    call: (procedure, input) => remote.$call('call', procedure as string, input) as Promise<Reply<unknown>>,
    callFunction: (name) => remote.$call(name),
    sendRaw: async (message) => transport.post(message),
    events: async () => [...events],
    close
  }
}
