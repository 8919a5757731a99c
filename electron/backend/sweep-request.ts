import type { StoredSweep } from '../../db/store-types.ts'
import type { Input } from '../contract/index.ts'
import { XunchaError } from '../domain/errors.ts'
import { defaultSweepSettings, type SweepSettings } from '../domain/stored-hint.ts'

export type SweepRequest = Input<'sweeps.start'>

const mostControls = 5

/** The checks asked for, in the order of those there are. @param known ids of all of them */
export function checksFor(known: readonly string[], { checks }: Pick<SweepRequest, 'checks'>): string[] {
  const unknown = (checks ?? []).filter((id) => !known.includes(id))
  if (unknown.length > 0) {
    throw new XunchaError('bad-input', `没有检查项“${unknown.join('、')}”；可用的有：${known.join('、')}。`)
  }
  return checks === undefined ? [...known] : known.filter((id) => checks.includes(id))
}

export const settingsFor = ({ settings }: Pick<SweepRequest, 'settings'>): SweepSettings => ({
  ...defaultSweepSettings,
  ...defined(settings ?? {})
})

/** 对照地址 to ask: those the request names, else those the sweep was begun with, else the office's as they are now. */
export function controlsFor(
  { settings }: Pick<SweepRequest, 'settings'>,
  begun: SweepSettings,
  office: () => string[]
): string[] {
  if (settings?.controlUrls !== undefined) return settings.controlUrls
  return begun.controlUrls.length > 0 ? begun.controlUrls : office().slice(0, mostControls)
}

function defined<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // Options given as undefined are not given.
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never
}
