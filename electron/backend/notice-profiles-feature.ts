import type { noticeProfileProcedures } from '../contract/notice-profiles.ts'
import type { BackendContext, Feature } from './context.ts'

export function noticeProfilesFeature(_ctx: BackendContext): Feature<keyof typeof noticeProfileProcedures> {
  return { handlers: {} }
}
