import { z } from 'zod'

/** CSS pixels of the page, from its top left corner, whatever is scrolled or zoomed. */
export const pageRectSchema = z.object({ x: z.number(), y: z.number(), width: z.number().min(1), height: z.number().min(1) })
export type PageRect = z.infer<typeof pageRectSchema>

/** What a capture takes: what is in sight, the page from top to end, a drawn rectangle, or the element under a point. */
export const captureAreaSchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('visible') }),
  z.object({ mode: z.literal('whole') }),
  z.object({ mode: z.literal('region'), rect: pageRectSchema }),
  z.object({ mode: z.literal('element'), at: z.object({ x: z.number(), y: z.number() }) })
])
export type CaptureArea = z.infer<typeof captureAreaSchema>
