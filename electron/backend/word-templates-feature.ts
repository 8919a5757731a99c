import type { wordTemplateProcedures } from '../contract/word-templates.ts'
import type { BackendContext, Feature } from './context.ts'

export function wordTemplatesFeature(_ctx: BackendContext): Feature<keyof typeof wordTemplateProcedures> {
  return { handlers: {} }
}
