import type { phraseProcedures } from '../contract/phrases.ts'
import type { BackendContext, Feature } from './context.ts'

export function phrasesFeature(_ctx: BackendContext): Feature<keyof typeof phraseProcedures> {
  return { handlers: {} }
}
