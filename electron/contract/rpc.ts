import { z } from 'zod'
import type { ErrorCode, InputFault } from '../domain/errors.ts'

/** One procedure: what it takes and what it answers, both parsed on the backend's side of the wire. */
export interface Procedure<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /**
   * `write` procedures run one after the other. `live` ones act too, but are never queued: stopping a job or a page
   * must not wait behind the very work it stops.
   */
  mode: 'read' | 'write' | 'live'
  input: I
  output: O
}

export const read = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<I, O> & { mode: 'read' } => ({
  mode: 'read',
  input,
  output
})
export const write = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<I, O> & { mode: 'write' } => ({
  mode: 'write',
  input,
  output
})

export type Reply<T> =
  | { ok: true; value: T }
  | { ok: false; error: { code: ErrorCode; message: string; faults: readonly InputFault[] } }
export const live = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<I, O> & { mode: 'live' } => ({
  mode: 'live',
  input,
  output
})

/** What the backend answers to over birpc: one door, so that every call is named, parsed and enveloped in one place. */
export interface BackendSide {
  call(procedure: string, input: unknown): Promise<Reply<unknown>>
}
/** What the renderer answers to. */
export interface RendererSide {
  event(name: string, payload: unknown): void
}

export const none = z.object({}).strict()
