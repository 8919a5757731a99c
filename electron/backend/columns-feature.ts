import type { columnProcedures } from '../contract/columns.ts'
import type { BackendContext, Feature } from './context.ts'

export function columnsFeature(_ctx: BackendContext): Feature<keyof typeof columnProcedures> {
  return { handlers: {} }
}
