import type { Indicator } from '../../../electron/domain/catalogue.ts'
import type { ComparedField } from '../../../electron/domain/page-facts.ts'

/** Words that an item about such a difference has in its title, the surest first. */
const titleWords: Readonly<Record<ComparedField, readonly RegExp[]>> = {
  name: [/网站名称|域名名称/, /名称/],
  siteCode: [/网站标识|标识码/],
  unit: [/网站标识|主办单位/],
  host: [/域名/],
  account: [/账号名称|名称/]
}

/** The item that a difference would be recorded under; null where the edition has none in force. */
export function indicatorFor(
  field: ComparedField,
  indicators: readonly Pick<Indicator, 'id' | 'title' | 'kind'>[]
): string | null {
  const faults = indicators.filter(({ kind }) => kind !== 'bonus')
  for (const words of titleWords[field]) {
    const found = faults.find(({ title }) => words.test(title))
    if (found !== undefined) return found.id
  }
  return null
}
