import type { RuleWindow } from '../domain/catalogue.ts'
import { whyNotAsked } from '../domain/rules/applies.ts'
import type { CheckContext, RuleItem } from './check.ts'
import { nationalItems } from './national-items.ts'

/** A number of the rule. `isSure` false: nobody has confirmed it yet, so a person decides what follows. */
export interface Limit<T> {
  value: T
  isSure: boolean
}

/** A site on which every item is asked: what is inspected without a registry is asked all. */
const anyObject = { isPortal: true, hasService: true, accountType: null }

/** Items of the catalogue that name the check, whether in force or not; those of the national edition where none does. */
export function itemsOf({ items = [] }: CheckContext, check: string): readonly RuleItem[] {
  const own = items.filter((item) => item.check === check)
  return own.length > 0 ? own : nationalItems.filter((item) => item.check === check)
}

/** Those of them that are in force and asked of the object. */
export function itemsInForce(context: CheckContext, check: string): readonly RuleItem[] {
  return itemsOf(context, check).filter((item) => whyNotAsked(item, context.object ?? anyObject) === null)
}

/**
 * A number by its name. A hint takes nothing off, so the number of an item that is off for want of points serves too; one in
 * force goes first. `kind` parts items that set the same number for different ends.
 */
export function numberOf(
  context: CheckContext,
  check: string,
  name: string,
  national: Limit<number>,
  kind?: RuleItem['kind']
): Limit<number> {
  const fits = (item: RuleItem): boolean => item.numbers?.[name] !== undefined && (kind === undefined || item.kind === kind)
  const own = byForce(itemsOf(context, check)).find(fits)
  const found = own ?? nationalItems.find((item) => item.check === check && fits(item))
  const number = found?.numbers?.[name]
  return number === undefined ? national : { value: Number(number.value), isSure: number.status !== 'unconfirmed' }
}

export function windowOf(context: CheckContext, check: string, national: RuleWindow): Limit<RuleWindow> {
  const found = byForce(itemsOf(context, check)).find((item) => item.window !== undefined)?.window
  return found === undefined ? { value: national, isSure: true } : { value: found.value, isSure: found.status !== 'unconfirmed' }
}

const byForce = (items: readonly RuleItem[]): RuleItem[] => items.toSorted((a, b) => Number(b.enabled) - Number(a.enabled))
