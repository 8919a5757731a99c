import { z } from 'zod'
import { evidenceSchema } from '../domain/inspection.ts'
import { write } from './rpc.ts'

export const evidenceFileProcedures = {
  /**
   * Takes an uploaded photo or document (PNG, JPG, WebP, PDF) in as evidence of a target: its bytes as they are, with the time
   * its EXIF claims beside the time it came in.
   */
  'evidence.addFile': write(z.object({ batchId: z.string(), objectKey: z.string(), uploadId: z.string() }), evidenceSchema),
  /** A person looks at it in full size: for the custody record. */
  'evidence.view': write(z.object({ evidenceId: z.string() }), z.object({})),
  /** The person says that a doubtful picture stands all the same; findings count it from then on. */
  'evidence.accept': write(z.object({ evidenceId: z.string() }), evidenceSchema)
}
