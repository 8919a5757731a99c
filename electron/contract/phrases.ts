import { z } from 'zod'
import { phraseSchema } from '../domain/phrase.ts'
import { objectKindSchema } from '../domain/registry.ts'
import { read, write } from './rpc.ts'

const listedPhraseSchema = phraseSchema.extend({
  id: z.string(),
  origin: z.enum(['shipped', 'office']),
  /** Pinyin of the text: full without spaces, and initials, lower case. */
  pinyin: z.string(),
  initials: z.string()
})
export type ListedPhrase = z.infer<typeof listedPhraseSchema>

export const phraseProcedures = {
  /** For one item those made for it, then those for any item; the last used of this device first. null: all of the kind. */
  'phrases.list': read(
    z.object({ object: objectKindSchema, indicatorId: z.string().nullable() }),
    z.object({ phrases: z.array(listedPhraseSchema) })
  ),
  /** Keeps the office's own wording; refuses one that is there already. */
  'phrases.save': write(phraseSchema, z.object({ id: z.string() })),
  /** Only the office's own can be removed. */
  'phrases.remove': write(z.object({ id: z.string() }), z.object({ id: z.string() })),
  /** Moves a phrase to the front of this device's lists. */
  'phrases.used': write(z.object({ id: z.string() }), z.object({ id: z.string() }))
}
