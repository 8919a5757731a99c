import { noticeProcedures } from '../contract/notices.ts'
import { XunchaError } from '../domain/errors.ts'
import type { BackendContext, Feature } from './context.ts'

/** Stub until the notices land. */
export function noticesFeature(_ctx: BackendContext): Feature<keyof typeof noticeProcedures> {
  const refuse = (): never => {
    throw new XunchaError('internal', '通报功能尚未接入。')
  }
  return {
    handlers: Object.fromEntries(Object.keys(noticeProcedures).map((name) => [name, refuse])) as Record<
      keyof typeof noticeProcedures,
      () => never
    >
  }
}
