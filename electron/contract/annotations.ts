import { z } from 'zod'
import { exportedCopySchema, foundNumberSchema, layersSchema } from '../domain/annotation.ts'
import { read, write } from './rpc.ts'

const ofEvidence = z.object({ evidenceId: z.string() })

const annotationStateSchema = z.object({
  evidenceId: z.string(),
  /** Hash of the picture that the layers lie over; null for evidence without a picture. */
  imageSha256: z.string().nullable(),
  /** As saved; empty while there is none. */
  layers: layersSchema,
  savedAt: z.string().nullable(),
  savedBy: z.string().nullable(),
  /** What was left in the editor without saving, on this device. */
  draft: layersSchema.nullable(),
  /** Numbers that the page showed and that should be masked before the picture goes out. */
  numbers: z.array(foundNumberSchema),
  copies: z.array(exportedCopySchema.extend({ time: z.string(), author: z.string() }))
})
export type AnnotationState = z.infer<typeof annotationStateSchema>

export const annotationProcedures = {
  'annotations.get': read(ofEvidence, annotationStateSchema),
  /** Keeps what stands in the editor, outside the log; null drops it. */
  'annotations.keepDraft': write(ofEvidence.extend({ layers: layersSchema.nullable() }), z.object({})),
  /** Replaces the layers over the picture. Refuses layers outside of it. */
  'annotations.save': write(ofEvidence.extend({ layers: layersSchema }), annotationStateSchema),
  /** 导出带标注副本: renders the saved layers into a new picture; `path` is where `exports/<path>` is served and lies. */
  'annotations.export': write(ofEvidence, z.object({ copy: exportedCopySchema, path: z.string(), recordPath: z.string() }))
}
