import type { externalTableProcedures } from '../contract/external-tables.ts'
import type { BackendContext, Feature } from './context.ts'

export function externalTablesFeature(_ctx: BackendContext): Feature<keyof typeof externalTableProcedures> {
  return { handlers: {} }
}
