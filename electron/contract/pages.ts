import { z } from 'zod'
import { captureAreaSchema } from '../domain/capture-area.ts'
import { evidenceSchema } from '../domain/inspection.ts'
import { live, none, read } from './rpc.ts'

const boundsSchema = z.object({ x: z.number(), y: z.number(), width: z.number().min(0), height: z.number().min(0) })

/** `pane`: as wide as the pane; the others are laid out as on that device. */
export const pageDevices = ['pane', 'desktop', 'phone'] as const
export type PageDevice = (typeof pageDevices)[number]
/** Tabs of one target at most; they count among the pages that are kept alive. */
export const tabLimit = 3

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
  openedAt: z.string(),
  device: z.enum(pageDevices),
  /** 文字模式: pictures, media, fonts and scripts are left out. */
  textMode: z.boolean(),
  /** The tab that is shown; the rest of the state speaks of it. */
  tab: z.string(),
  tabs: z.array(z.object({ id: z.string(), title: z.string(), url: z.string(), loading: z.boolean() }))
})
export type PageState = z.infer<typeof pageStateSchema>
/** What one page knows of itself. */
export type PageFacts = Omit<PageState, 'tab' | 'tabs'>

export const pageIncidentSchema = z.object({
  batchId: z.string(),
  objectKey: z.string(),
  kind: z.string(),
  url: z.string(),
  detail: z.string(),
  time: z.string()
})

const targetSchema = z.object({ batchId: z.string(), objectKey: z.string() })

/**
 * The embedded pages of the checking screen. Some are kept alive behind the shown one; every procedure without a target,
 * and every event, speaks of the shown one only.
 */
export const pageProcedures = {
  /**
   * Shows the target's page and loads it. One that is kept already is shown as it was left, without loading, where `url`
   * is null or what it was opened with, unless it failed.
   */
  'page.open': live(targetSchema.extend({ url: z.string().nullable() }), pageStateSchema),
  /** Shows the target's page if it is kept, and takes the former one away in any case. */
  'page.show': live(targetSchema, z.object({ state: pageStateSchema.nullable() })),
  /** Loads a page behind the shown one; answers when it came or failed. `isKept` false: there was no room for it. */
  'page.prefetch': live(targetSchema.extend({ url: z.string().nullable() }), z.object({ isKept: z.boolean() })),
  'page.navigate': live(z.object({ url: z.string() }), pageStateSchema),
  'page.back': live(none, pageStateSchema),
  'page.forward': live(none, pageStateSchema),
  'page.reload': live(none, pageStateSchema),
  'page.stop': live(none, pageStateSchema),
  'page.zoom': live(z.object({ factor: z.number().min(0.25).max(4) }), pageStateSchema),
  'page.device': live(z.object({ device: z.enum(pageDevices) }), pageStateSchema),
  /** Loads the page anew without, or again with, pictures, media, fonts and scripts. */
  'page.textMode': live(z.object({ isOn: z.boolean() }), pageStateSchema),
  /** Opens an address in one more tab of the shown target, in the same session, and shows it. */
  'page.openTab': live(z.object({ url: z.string() }), pageStateSchema),
  'page.selectTab': live(z.object({ tab: z.string() }), pageStateSchema),
  'page.closeTab': live(z.object({ tab: z.string() }), pageStateSchema),
  /** Marks the words in the page and goes to one of them; no words take the marks away. */
  'page.find': live(
    z.object({ query: z.string().max(200), by: z.literal([-1, 0, 1]) }),
    z.object({ total: z.number().int(), at: z.number().int() })
  ),
  /** Where the page pane stands in the window; null hides the page (another screen, a dialog over it). */
  'page.bounds': live(z.object({ bounds: boundsSchema.nullable() }), none),
  'page.state': read(none, z.object({ state: pageStateSchema.nullable() })),
  'page.close': live(none, none),
  /** 取证. Answers only when image, archive and sheet are on disk, checked, and in the log. */
  'page.capture': live(captureAreaSchema, evidenceSchema),
  /** What is in sight as a still picture (JPEG, base64), to draw a region on. */
  'page.still': live(
    none,
    z.object({
      data: z.string(),
      viewport: z.object({ width: z.number(), height: z.number() }),
      scroll: z.object({ x: z.number(), y: z.number() })
    })
  ),
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
  'page.frame': targetSchema.extend({ data: z.string(), width: z.number(), height: z.number() }),
  'capture.progress': z.object({
    step: z.enum(['preparing', 'tiles', 'checking', 'saving']),
    done: z.number(),
    total: z.number()
  })
}
