import type { SampleDesign } from '../../../electron/domain/inspection.ts'

/** The wizard's fields as typed; a design is made of them at every change. */
export interface DesignForm {
  title: string
  period: string
  object: SampleDesign['object']
  catalogueId: string | null
  sizeBy: SampleDesign['size']['by']
  rate: string
  count: string
  total: SampleDesign['total']
  strata: SampleDesign['strata']
  seed: string
  mustInclude: readonly string[]
  /** Intranet hosts as typed, apart by commas or spaces. */
  allowHosts: string
}

/** Eight digits, as easily read out in a meeting as drawn by lot. */
export function newSeed(): string {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1))
  return String(value % 100_000_000).padStart(8, '0')
}

/** `"0.5"` → `"50"`, by moving the point; null when it is not a plain decimal. */
export function rateAsPercent(rate: string): string | null {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(rate.trim())
  if (match === null) return null
  const digits = `${match[1] ?? ''}${(match[2] ?? '').padEnd(2, '0')}`
  const whole = digits.slice(0, digits.length - Math.max((match[2] ?? '').length - 2, 0))
  const rest = digits.slice(whole.length).replace(/0+$/, '')
  const shown = whole.replace(/^0+(?=\d)/, '')
  return rest === '' ? shown : `${shown}.${rest}`
}

function sizeOf(form: DesignForm): SampleDesign['size'] {
  if (form.sizeBy === 'all') return { by: 'all' }
  if (form.sizeBy === 'rate') return { by: 'rate', rate: form.rate.trim() }
  // Not a whole number goes as 0: the backend's sentence then names the range.
  return { by: 'count', count: /^\d{1,9}$/.test(form.count.trim()) ? Number(form.count.trim()) : 0 }
}

/** `10.1.2.3，oa.example:8080` → its entries; Chinese commas are as good as any. */
export function hostsOf(typed: string): string[] {
  return typed.split(/[\s,，、;；]+/).filter((host) => host !== '')
}

export function designOf(form: DesignForm): SampleDesign {
  return {
    object: form.object,
    size: sizeOf(form),
    total: form.total,
    strata: form.strata,
    seed: form.seed.trim(),
    mustInclude: [...form.mustInclude]
  }
}
