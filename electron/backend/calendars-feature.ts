import type { calendarProcedures } from '../contract/calendars.ts'
import type { BackendContext, Feature } from './context.ts'

export function calendarsFeature(_ctx: BackendContext): Feature<keyof typeof calendarProcedures> {
  return { handlers: {} }
}
