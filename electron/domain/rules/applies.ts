import type { Indicator } from '../catalogue.ts'
import type { RegistryObject } from '../registry.ts'

/** Why an item is not asked of an object, or null when it is. */
export function whyNotAsked(
  indicator: Pick<Indicator, 'enabled' | 'applies'>,
  object: Pick<RegistryObject, 'isPortal' | 'hasService'>
): string | null {
  if (!indicator.enabled) return '该指标待核对，未启用'
  if (indicator.applies.portalOnly && !object.isPortal) return '不是门户网站，不适用'
  if (indicator.applies.needsService && !object.hasService) return '没有对外服务，不适用'
  return null
}
