/** 任务包: the shapes of what lies in it. */
import { z } from 'zod'
import { headSchema, packageLimits } from './evidence-package.ts'
import { workBaseSchema } from './work-excerpt.ts'

const sha = z.string().regex(/^[0-9a-f]{64}$/)
const text = z.string().max(500)

export const workFormat = 'xuncha-work'
export const workVersion = 1

export const workManifestSchema = z.strictObject({
  format: z.literal(workFormat),
  version: z.literal(workVersion),
  createdAt: z.string().max(40),
  workId: z.string().regex(/^[0-9A-Za-z-]{1,64}$/),
  batch: z.strictObject({ id: text, title: text, period: text }),
  /** `device`: the one from which the person has answered before; null: any, the first that opens it. */
  to: z.strictObject({ name: z.string().min(1).max(40), device: headSchema.shape.device.nullable() }),
  signer: z.strictObject({ device: headSchema.shape.device, keyId: z.string().regex(/^[0-9a-f]{16}$/), name: text }),
  base: workBaseSchema.strict(),
  targets: z.number().int().min(0),
  files: z
    .array(z.strictObject({ path: z.string().max(200), size: z.number().int().min(0), sha256: sha }))
    .max(packageLimits.files)
})
export type WorkManifest = z.infer<typeof workManifestSchema>

/** Names are compared as people mean them: without blanks around, composed alike. */
export const personName = (name: string): string => name.normalize('NFC').trim()
