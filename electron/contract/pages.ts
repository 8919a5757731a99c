import { z } from 'zod'
import { evidenceSchema } from '../domain/inspection.ts'
import { live, none, read } from './rpc.ts'

const boundsSchema = z.object({ x: z.number(), y: z.number(), width: z.number().min(0), height: z.number().min(0) })

export const pageStateSchema = z.object({
  batchId: z.string(),
  objectKey: z.string(),
  requestedUrl: z.string(),
  url: z.string(),
  title: z.string(),
  loading: z.boolean(),
  canGoBack: z.boolean(),
  canGoForward: z.boolean(),
  zoom: z.number(),
  /** Main document's answer; null before it came or when none came. */
  status: z.number().int().nullable(),
  /** Net error of the browser, e.g. `net::ERR_CERT_DATE_INVALID`; null when it loaded. */
  error: z.string().nullable(),
  /** The same in one Chinese sentence. */
  errorText: z.string().nullable(),
  remoteIp: z.string().nullable(),
  /** 证书 line: `valid` with days left, `invalid` with reason, or `none` for http. */
  certificate: z.object({ state: z.enum(['valid', 'invalid', 'none']), text: z.string() }),
  /** false: the loaded host is not the registered one. */
  onRegisteredHost: z.boolean(),
  openedAt: z.string()
})
export type PageState = z.infer<typeof pageStateSchema>

export const pageIncidentSchema = z.object({ kind: z.string(), url: z.string(), detail: z.string(), time: z.string() })

/** The one embedded page of the checking screen. */
export const pageProcedures = {
  'page.open': live(z.object({ batchId: z.string(), objectKey: z.string(), url: z.string().nullable() }), pageStateSchema),
  'page.navigate': live(z.object({ url: z.string() }), pageStateSchema),
  'page.back': live(none, pageStateSchema),
  'page.forward': live(none, pageStateSchema),
  'page.reload': live(none, pageStateSchema),
  'page.stop': live(none, pageStateSchema),
  'page.zoom': live(z.object({ factor: z.number().min(0.25).max(4) }), pageStateSchema),
  /** Where the page pane stands in the window; null hides the page (another screen, a dialog over it). */
  'page.bounds': live(z.object({ bounds: boundsSchema.nullable() }), none),
  'page.state': read(none, z.object({ state: pageStateSchema.nullable() })),
  'page.close': live(none, none),
  /** 取证. Answers only when image, archive and sheet are on disk, checked, and in the log. */
  'page.capture': live(z.object({ mode: z.enum(['visible', 'whole']) }), evidenceSchema),
  /** Browser host only: mouse, wheel, keys, text of the person at the canvas, forwarded to the page. */
  'page.input': live(
    z.discriminatedUnion('type', [
      z.object({
        type: z.literal('mouse'),
        action: z.enum(['down', 'up', 'move']),
        x: z.number(),
        y: z.number(),
        button: z.enum(['none', 'left', 'middle', 'right']),
        buttons: z.number().int(),
        clicks: z.number().int(),
        modifiers: z.number().int()
      }),
      z.object({
        type: z.literal('wheel'),
        x: z.number(),
        y: z.number(),
        dx: z.number(),
        dy: z.number(),
        modifiers: z.number().int()
      }),
      z.object({
        type: z.literal('key'),
        action: z.enum(['down', 'up']),
        key: z.string(),
        code: z.string(),
        text: z.string(),
        keyCode: z.number().int(),
        modifiers: z.number().int()
      }),
      z.object({ type: z.literal('text'), text: z.string().max(10_000) })
    ]),
    none
  )
}

export const pageEvents = {
  'page.changed': pageStateSchema,
  'page.incident': pageIncidentSchema,
  /** Browser host only: one JPEG frame of the page, base64, with the size of its viewport in CSS pixels. */
  'page.frame': z.object({ data: z.string(), width: z.number(), height: z.number() }),
  'capture.progress': z.object({
    step: z.enum(['preparing', 'tiles', 'checking', 'saving']),
    done: z.number(),
    total: z.number()
  })
}
