import { z } from 'zod'
import { write } from './rpc.ts'

export const webArchiveProcedures = {
  /** 导出网页存档（WACZ）: the kept page of a capture for public replay tools; `path` is where `exports/<path>` is served and lies. */
  'evidence.exportArchive': write(z.object({ evidenceId: z.string() }), z.object({ path: z.string(), size: z.number().int() }))
}
