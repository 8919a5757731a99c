import type { Indicator } from '../catalogue.ts'
import type { RegistryObject } from '../registry.ts'

/**
 * Why an item is not asked of an object, or null when it is. An object whose 账号类型 is not filed is asked none of the
 * items that are for certain types: nobody is failed by a rule that may not be his.
 */
export function whyNotAsked(
  { enabled, applies }: Pick<Indicator, 'enabled' | 'applies'>,
  { isPortal, hasService, accountType }: Pick<RegistryObject, 'isPortal' | 'hasService' | 'accountType'>
): string | null {
  if (!enabled) return '该指标待核对，未启用'
  if (applies.portalOnly && !isPortal) return '不是门户网站，不适用'
  if (applies.needsService && !hasService) return '没有对外服务，不适用'
  const { accountTypes } = applies
  if (accountTypes === undefined || (accountType !== null && accountTypes.includes(accountType))) return null
  return accountType === null ? '名录没有账号类型，不适用' : `账号类型为${accountType}，不适用`
}
