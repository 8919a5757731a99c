import type { Output } from '../contract/index.ts'
import type { noticeProfileProcedures } from '../contract/notice-profiles.ts'
import { XunchaError } from '../domain/errors.ts'
import { checkNotice } from '../domain/notice-check.ts'
import { profileFaults, type ProfileFault } from '../domain/notice-profile-faults.ts'
import { parseProfile, type NoticeProfile } from '../domain/notice-profile.ts'
import type { NoticeModel } from '../domain/notice.ts'
import { loadProfiles } from '../export/load-profiles.ts'
import type { BackendContext, Feature } from './context.ts'
import { officeProfiles } from './notice-profile-lookup.ts'
import { modelOf, type NoticeRequest } from './notices-feature.ts'

export function noticeProfilesFeature(ctx: BackendContext): Feature<keyof typeof noticeProfileProcedures> {
  return {
    handlers: {
      'profiles.list': () => ({ profiles: list(ctx) }),
      'profiles.get': ({ id }) => get(ctx, id),
      'profiles.validate': ({ profile }) => ({ faults: profileFaults(profile) }),
      'profiles.preview': ({ profile, request }) => preview(ctx, profile, request),
      'profiles.save': ({ profile }) => save(ctx, profile),
      'profiles.remove': ({ id }) => {
        if (ctx.store.document('notice-profile', id) === null) throw unknown(id)
        ctx.store.append([{ type: 'office.document-removed', payload: { kind: 'notice-profile', id } }])
        ctx.emit('workspace.changed', { topics: ['office'], batchId: null })
        return {}
      }
    }
  }
}

function list(ctx: BackendContext): Output<'profiles.list'>['profiles'] {
  const shipped = loadProfiles(ctx.resourcesDir).map(({ id, name, source }) => ({
    id,
    name,
    source,
    isShipped: true,
    fault: null,
    saved: null
  }))
  const own = officeProfiles(ctx).map(({ document, profile, fault }) => ({
    id: document.id,
    name: document.title,
    source: profile?.source ?? '',
    isShipped: false,
    fault,
    saved: { by: document.author, at: document.time }
  }))
  return [...shipped, ...own]
}

function get(ctx: BackendContext, id: string): Output<'profiles.get'> {
  const shipped = loadProfiles(ctx.resourcesDir).find((candidate) => candidate.id === id)
  if (shipped !== undefined) return { profile: shipped, isShipped: true }
  const document = ctx.store.document('notice-profile', id)
  if (document === null) throw unknown(id)
  // Also one that has a fault: the editor is where it is mended.
  return { profile: document.content as Record<string, unknown>, isShipped: false }
}

function preview(
  ctx: BackendContext,
  draft: Record<string, unknown>,
  request: Omit<NoticeRequest, 'profile'>
): Output<'profiles.preview'> {
  const faults = profileFaults(draft)
  if (faults.length > 0) return { faults, model: null, mismatches: [] }
  const profile = parseProfile(draft, String(draft['name']))
  const build = (one: NoticeProfile): NoticeModel => modelOf(ctx, { ...request, profile: one.id }, one)
  try {
    const model = build(profile)
    return { faults: [], model, mismatches: checkNotice(model) }
  } catch (error) {
    const found = faultsOfBlocks(profile, build)
    // The batches or the request are at fault, not the profile.
    if (found.length === 0) throw error
    return { faults: found, model: null, mismatches: [] }
  }
}

/** Which paragraphs and tables cannot be made of these batches: each is built without the others. Empty when it is none of them. */
function faultsOfBlocks(profile: NoticeProfile, build: (profile: NoticeProfile) => NoticeModel): ProfileFault[] {
  const fault = (one: NoticeProfile): string | null => {
    try {
      build(one)
      return null
    } catch (error) {
      if (error instanceof XunchaError && error.code === 'bad-input') return error.message
      throw error
    }
  }
  const bare = { ...profile, title: '通报', paragraphs: [], tables: [] }
  // Not the blocks: without them it fails just the same.
  if (fault(bare) !== null) return []
  const at = (part: ProfileFault['part'], index: number | null, reason: string | null): ProfileFault[] =>
    reason === null ? [] : [{ part, index, field: '', reason }]
  return [
    ...at('profile', null, fault({ ...bare, title: profile.title })),
    ...profile.paragraphs.flatMap((paragraph, index) => at('paragraphs', index, fault({ ...bare, paragraphs: [paragraph] }))),
    ...profile.tables.flatMap((table, index) => at('tables', index, fault({ ...bare, tables: [table] })))
  ]
}

function save(ctx: BackendContext, draft: Record<string, unknown>): { id: string } {
  const faults = profileFaults(draft)
  const [first] = faults
  if (first !== undefined) {
    const more = faults.length > 1 ? `，另有 ${faults.length - 1} 处` : ''
    throw new XunchaError('bad-input', `通报模板没有保存：${placeWords(first)}${first.reason}${more}。请改正后再保存。`, {
      faults: faults.map((fault) => ({ column: `${placeWords(fault)}${fault.field}`, reason: fault.reason }))
    })
  }
  const profile = parseProfile(draft, String(draft['name']))
  if (loadProfiles(ctx.resourcesDir).some(({ id }) => id === profile.id)) {
    throw new XunchaError('bad-input', `编号 ${profile.id} 是自带模板的，不能覆盖；请换一个编号再保存。`)
  }
  ctx.store.append([
    {
      type: 'office.document-saved',
      payload: { kind: 'notice-profile', id: profile.id, title: profile.name, content: profile }
    }
  ])
  ctx.emit('workspace.changed', { topics: ['office'], batchId: null })
  return { id: profile.id }
}

const partWords = {
  paragraphs: '段落',
  tables: '表',
  figures: '数字',
  externals: '外部数据表',
  externalFigures: '外部数字'
} as const

const placeWords = ({ part, index }: ProfileFault): string =>
  part === 'profile' ? '' : `第 ${(index ?? 0) + 1} 个${partWords[part]}`

const unknown = (id: string): XunchaError => new XunchaError('unknown-profile', `没有编号为“${id}”的通报模板；它可能已被删除。`)
