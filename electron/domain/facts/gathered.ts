import { z } from 'zod'

/** A fact, or why it could not be had. A gatherer that fails fails alone. */
export type Gathered<T> = { ok: true; value: T } | { ok: false; error: string }

export const gathered = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value }), z.object({ ok: z.literal(false), error: z.string() })])

/**
 * Where in a page something stands, so that the page can be opened at it with the text marked: the text as written, and the
 * way of elements from the root (`html>body>div:nth-of-type(2)>a`), empty where there is none.
 */
export const placeSchema = z.object({ url: z.string(), path: z.string(), text: z.string() })
export type Place = z.infer<typeof placeSchema>
