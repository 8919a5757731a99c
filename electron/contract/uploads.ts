import { z } from 'zod'
import { write } from './rpc.ts'

export const uploadProcedures = {
  /**
   * Hands a package over the same way, where the shell has no dialog that gives its place. `path`: once it is whole, to be
   * named to `packages.verify`, `merge.packages` and `work.look`; it lasts until the workspace is closed.
   */
  'uploads.appendPackage': write(
    z.object({
      uploadId: z.string().nullable(),
      name: z.string().min(1).max(255),
      chunk: z.string().max(1_500_000),
      last: z.boolean()
    }),
    z.object({ uploadId: z.string(), path: z.string().nullable() })
  ),
  /** Hands a file of the user's to the backend in pieces of at most 1 MiB (base64), the same way in every host. */
  'uploads.append': write(
    z.object({
      uploadId: z.string().nullable(),
      name: z.string().min(1).max(255),
      chunk: z.string().max(1_500_000),
      last: z.boolean()
    }),
    z.object({ uploadId: z.string(), bytes: z.number().int() })
  )
}
