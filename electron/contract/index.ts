import type { z } from 'zod'
import { batchProcedures } from './batches.ts'
import { checkingProcedures } from './checking.ts'
import { jobEvents, jobProcedures } from './jobs.ts'
import { noticeProcedures } from './notices.ts'
import { pageEvents, pageProcedures } from './pages.ts'
import { registryProcedures } from './registry.ts'
import { uploadProcedures } from './uploads.ts'
import { workspaceEvents, workspaceProcedures } from './workspace.ts'

/** The one map of the wire: handlers and client take their types from it. It only lists. */
export const procedures = {
  ...workspaceProcedures,
  ...jobProcedures,
  ...uploadProcedures,
  ...registryProcedures,
  ...batchProcedures,
  ...checkingProcedures,
  ...pageProcedures,
  ...noticeProcedures
}
export const backendEvents = { ...workspaceEvents, ...jobEvents, ...pageEvents }

export type ProcedureName = keyof typeof procedures
export type Input<P extends ProcedureName> = z.infer<(typeof procedures)[P]['input']>
export type Output<P extends ProcedureName> = z.infer<(typeof procedures)[P]['output']>
export type BackendEventName = keyof typeof backendEvents
export type BackendEvent<E extends BackendEventName> = z.infer<(typeof backendEvents)[E]>
