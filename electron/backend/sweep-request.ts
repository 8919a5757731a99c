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

/**
 * A sweep goes on as it was begun, or its pages would not be comparable; only control addresses may be others now.
 * @returns the sweep, where the request asks for nothing else
 */
export function sameSweep(sweep: StoredSweep, request: SweepRequest, known: readonly string[]): StoredSweep {
  const begun = new Set(sweep.checks)
  const checks = request.checks === undefined ? sweep.checks : checksFor(known, request)
  const isSameChecks = checks.length === begun.size && checks.every((id) => begun.has(id))
  const { controlUrls: _controls, ...asked } = defined(request.settings ?? {})
  const isSameSettings = Object.entries(asked).every(([name, value]) => sweep.settings[name as keyof SweepSettings] === value)
  if (isSameChecks && isSameSettings) return sweep
  throw new XunchaError(
    'bad-input',
    '这个批次的巡检还没有做完，它的检查项或设置与这次要求的不同；接着做请去掉这些选项，要按新的要求从头做请加 --anew。'
  )
}

function defined<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // Options given as undefined are not given.
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never
}
