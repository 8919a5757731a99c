import type { StoredDocument } from '../../db/store-types.ts'
import { XunchaError } from '../domain/errors.ts'
import { parseProfile, type NoticeProfile } from '../domain/notice-profile.ts'
import { loadProfiles } from '../export/load-profiles.ts'
import type { BackendContext } from './context.ts'

type Context = Pick<BackendContext, 'store' | 'resourcesDir'>

/** A profile of the office as it is kept: one that no longer fits the rules of profiles has a fault instead of a profile. */
export interface OfficeProfile {
  document: StoredDocument
  profile: NoticeProfile | null
  fault: string | null
}

/** The shipped profiles, then the office's own that are whole. */
export function allProfiles(ctx: Context): NoticeProfile[] {
  return [...loadProfiles(ctx.resourcesDir), ...officeProfiles(ctx).flatMap(({ profile }) => profile ?? [])]
}

/** Throws `unknown-profile`, or `bad-input` for a profile of the office that must be mended first. */
export function profileOf(ctx: Context, id: string): NoticeProfile {
  const profiles = allProfiles(ctx)
  const profile = profiles.find((candidate) => candidate.id === id)
  if (profile !== undefined) return profile
  const broken = officeProfiles(ctx).find(({ document }) => document.id === id)
  if (broken !== undefined && broken.fault !== null) throw new XunchaError('bad-input', broken.fault)
  const known = profiles.map((candidate) => candidate.id).join('、')
  throw new XunchaError('unknown-profile', `没有编号为“${id}”的通报模板；可用的有：${known}。`)
}

export function officeProfiles({ store }: Pick<Context, 'store'>): OfficeProfile[] {
  return store.documents('notice-profile').map((document) => {
    try {
      return { document, profile: parseProfile(document.content, document.title), fault: null }
    } catch (error) {
      if (!(error instanceof XunchaError)) throw error
      return { document, profile: null, fault: error.message }
    }
  })
}
