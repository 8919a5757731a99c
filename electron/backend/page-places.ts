import { z } from 'zod'
import type { PageDriver } from '../capture/page-driver.ts'
import { pageDevices } from '../contract/pages.ts'
import type { PageFacts, PageState } from '../contract/pages.ts'
import type { BackendContext } from './context.ts'

/** Where a target's page was left. It belongs to this desk, not to the inspection: beside the log, in the settings. */
const placeSchema = z.object({
  url: z.string(),
  y: z.number(),
  device: z.enum(pageDevices),
  textMode: z.boolean()
})
export type PagePlace = z.infer<typeof placeSchema>

type Of = Pick<PageState, 'batchId' | 'objectKey'>
const settingOf = ({ batchId, objectKey }: Of): string => `page-place:${batchId}/${objectKey}`

export function readPlace(ctx: BackendContext, of: Of): PagePlace | null {
  const text = ctx.store.setting(settingOf(of))
  if (text === null) return null
  const parsed = placeSchema.safeParse(parse(text))
  return parsed.success ? parsed.data : null
}

/** Only what loaded, and only on the registered host: elsewhere one does not want to find oneself again. */
export async function keepPlace(ctx: BackendContext, facts: PageFacts, driver: PageDriver): Promise<void> {
  const { url, error, onRegisteredHost, device, textMode } = facts
  if (error !== null || !onRegisteredHost || !/^https?:/.test(url) || facts.loading) return
  const { cssVisualViewport } = await driver.send('Page.getLayoutMetrics')
  const text = JSON.stringify({ url, y: Math.round(cssVisualViewport.pageY), device, textMode } satisfies PagePlace)
  if (ctx.store.setting(settingOf(facts)) !== text) ctx.store.setSetting(settingOf(facts), text)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
