import { z } from 'zod'
import { packTermSchema, termKindSchema, wordPackSchema } from '../domain/word-pack.ts'
import { importSourceSchema } from './registry.ts'
import { none, read, write } from './rpc.ts'

const originSchema = z.enum(['shipped', 'office'])
const headSchema = wordPackSchema.omit({ terms: true }).extend({
  /** Words by kind. */
  counts: z.record(termKindSchema, z.number().int())
})
const listedPackSchema = headSchema.extend({
  origin: originSchema,
  isOn: z.boolean(),
  /** Who imported it and when; null for a shipped pack. */
  imported: z.object({ by: z.string(), at: z.string() }).nullable()
})
export type ListedPack = z.infer<typeof listedPackSchema>

const shownTerms = 200
/** Longest text that is tried, in characters. */
const triedText = 20_000

export const wordPackProcedures = {
  /** Packs by name; an office pack takes the place of a shipped one of the same name. */
  'wordPacks.list': read(none, z.object({ packs: z.array(listedPackSchema) })),
  /** The first words of a pack, those that hold `search` where it is given. */
  'wordPacks.get': read(
    z.object({ name: z.string(), search: z.string().max(50).optional() }),
    z.object({ terms: z.array(packTermSchema).max(shownTerms), matching: z.number().int() })
  ),
  /** Reads a pack from .json, .csv or .xlsx; writes nothing. */
  'wordPacks.preview': read(
    z.object({ source: importSourceSchema }),
    headSchema.extend({
      previewId: z.string(),
      file: z.string(),
      terms: z.array(packTermSchema).max(shownTerms),
      /** The pack of the same name that it would take the place of, and how many words would differ. */
      replaces: z
        .object({
          origin: originSchema,
          version: z.string(),
          added: z.number().int(),
          changed: z.number().int(),
          removed: z.number().int()
        })
        .nullable()
    })
  ),
  'wordPacks.commit': write(z.object({ previewId: z.string() }), z.object({ name: z.string() })),
  'wordPacks.switch': write(z.object({ name: z.string(), isOn: z.boolean() }), none),
  /** Removes the office's pack; a shipped one of the same name is in use again. */
  'wordPacks.remove': write(z.object({ name: z.string() }), none),
  /** What would be found in a text: by one pack, by one that was just read, or by all that are switched on. */
  'wordPacks.try': read(
    z.object({
      text: z.string().max(triedText),
      by: z.union([z.object({ name: z.string() }), z.object({ previewId: z.string() }), z.literal('on')])
    }),
    z.object({
      hits: z.array(
        z.object({
          start: z.number().int(),
          end: z.number().int(),
          word: z.string(),
          kind: termKindSchema,
          better: z.string().nullable(),
          pack: z.string(),
          /** The longer text in which the word is right; null: a hit. */
          allowedBy: z.string().nullable()
        })
      )
    })
  )
}
