import { z } from 'zod'
import { write } from './rpc.ts'

const ofEvidence = z.object({ evidenceId: z.string() })
/** `exports/<path>` is where it lies and is served; bytes. */
const written = z.object({ path: z.string(), size: z.number().int() })

export const evidenceExportProcedures = {
  /** 导出网页存档（WACZ）: the kept page of a capture for public replay tools. */
  'evidence.exportArchive': write(ofEvidence, written),
  /** 打印取证单（PDF）: the record of a capture for the file, with the head of the log as short code and QR code. */
  'evidence.exportSheet': write(ofEvidence, written)
}
