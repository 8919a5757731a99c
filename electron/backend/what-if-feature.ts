import type { whatIfProcedures } from '../contract/what-if.ts'
import type { BackendContext, Feature } from './context.ts'

export function whatIfFeature(_ctx: BackendContext): Feature<keyof typeof whatIfProcedures> {
  return { handlers: {} }
}
