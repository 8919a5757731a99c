import type { Indicator } from '../domain/catalogue.ts'

/** An item names one check; these checks look for the same fault from another side. */
const goesWith: Readonly<Record<string, string>> = {
  misspelt: 'sensitive-words',
  'map-pictures': 'sensitive-words',
  'repeated-items': 'date-mismatch',
  attachments: 'dead-links'
}

/** Items of a catalogue that a check's hints belong to, in its order; none for what no item asks (certificate, account name…). */
export function itemIdsOf(check: string, indicators: readonly Pick<Indicator, 'id' | 'check'>[]): string[] {
  const named = (id: string | undefined) =>
    indicators.filter((item) => id !== undefined && item.check === id).map((item) => item.id)
  const own = named(check)
  return own.length > 0 ? own : named(goesWith[check])
}
