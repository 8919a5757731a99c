import { z } from 'zod'
import { none, read, write } from './rpc.ts'

export const workspaceInfoSchema = z.object({
  path: z.string(),
  name: z.string(),
  device: z.string(),
  author: z.string(),
  sites: z.number().int(),
  accounts: z.number().int(),
  batches: z.number().int(),
  events: z.number().int(),
  stateHash: z.string(),
  version: z.string(),
  /** Which shell and which browser: shown in 设置. */
  runtime: z.record(z.string(), z.string())
})

export const workspaceProcedures = {
  'workspace.info': read(none, workspaceInfoSchema),
  /** Names the person at the desk; kept in the workspace and written as author into every event after it. */
  'workspace.setAuthor': write(z.object({ author: z.string().trim().min(1).max(40) }), workspaceInfoSchema),
  /** 打开示例批次: imports the shipped sample registry, serves its sites on loopback, draws its batch. Opens the same batch again later. */
  'workspace.openSample': write(none, z.object({ batchId: z.string() })),
  'state.hash': read(none, z.object({ stateHash: z.string() })),
  /** Makes every projection anew from the log. */
  'state.rebuild': write(none, z.object({ before: z.string(), stateHash: z.string(), events: z.number().int() }))
}

/** What can have changed, as screens ask for it. */
export const workspaceTopics = [
  'registry',
  'batches',
  'targets',
  'findings',
  'evidence',
  'notices',
  'columns',
  'office',
  'hints',
  'watch',
  'workspace'
] as const

export const workspaceEvents = {
  /** Something changed: the renderer asks again for what it shows. */
  'workspace.changed': z.object({
    topics: z.array(z.enum(workspaceTopics)),
    batchId: z.string().nullable()
  })
}
