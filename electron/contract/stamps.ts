import { z } from 'zod'
import { none, read, write } from './rpc.ts'

const authoritySchema = z.object({ id: z.string(), name: z.string(), url: z.string() })

const stampSchema = z.object({
  authority: z.string(),
  /** The authority's time, and how far the laptop's clock was from it when the stamp came: up to ten minutes, a day, more. */
  time: z.string(),
  gapSeconds: z.number().int(),
  gap: z.enum(['close', 'apart', 'weak']),
  files: z.number().int(),
  /** Why it does not count any more, a Chinese sentence. */
  fault: z.string().nullable()
})

export const stampProcedures = {
  /** Trusts an authority (content of a settings file: name, url, policy, roots); one of the same name is replaced. */
  'stamps.saveAuthority': write(
    z.object({ authority: z.unknown() }),
    authoritySchema.extend({ replaced: z.boolean(), roots: z.array(z.object({ subject: z.string(), sha256: z.string() })) })
  ),
  /** Days with captured files; `waiting`: files that no stamp of any authority covers. */
  'stamps.list': read(
    none,
    z.object({
      authorities: z.array(authoritySchema),
      days: z.array(
        z.object({ day: z.string(), files: z.number().int(), waiting: z.number().int(), stamps: z.array(stampSchema) })
      )
    })
  ),
  /** The stamps over one file, with what a stranger needs to check them: `openssl ts -verify -digest root`. */
  'stamps.ofFile': read(
    z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    z.object({
      stamps: z.array(
        stampSchema.omit({ fault: true }).extend({
          day: z.string(),
          root: z.string(),
          /** Hashes beside the way from the file to the root, from below (RFC 6962). */
          path: z.array(z.object({ side: z.enum(['left', 'right']), hash: z.string() })),
          /** TimeStampResp, base64. */
          answer: z.string()
        })
      )
    })
  ),
  /** Asks an authority over the network for what waits, day by day, until all is stamped or one is refused. */
  'stamps.request': write(
    z.object({ authority: z.string().nullable() }),
    z.object({
      authority: z.string(),
      stamped: z.array(stampSchema.omit({ authority: true, fault: true }).extend({ day: z.string() })),
      waiting: z.array(z.object({ day: z.string(), waiting: z.number().int() })),
      /** Why it went no further, a Chinese sentence. */
      fault: z.string().nullable()
    })
  )
}
