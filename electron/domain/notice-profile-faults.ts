import { z } from 'zod'
import { mayHaveFigure, namesIn } from './notice-profile-names.ts'
import { noticeProfileSchema, type NoticeCondition, type NoticeProfile } from './notice-profile.ts'
import { wiringFault } from './notice-wiring.ts'

/** The lists of blocks that a profile is made of; `profile` is what stands outside them (title, issuer, decimals …). */
export const profilePartSchema = z.enum(['profile', 'paragraphs', 'tables', 'figures', 'externals', 'externalFigures'])
export type ProfilePart = z.infer<typeof profilePartSchema>

/** One fault of a profile, at the block where it is mended. */
export const profileFaultSchema = z.object({
  part: profilePartSchema,
  /** Place in its list from 0; null for the profile as a whole. */
  index: z.number().int().nullable(),
  /** Path inside the block, `columns.2.measure`; empty for the block itself. */
  field: z.string(),
  reason: z.string()
})
export type ProfileFault = z.infer<typeof profileFaultSchema>

/** Everything that keeps a profile from being used, in the order of its blocks; empty when it can be. */
export function profileFaults(json: unknown): ProfileFault[] {
  const parsed = noticeProfileSchema.safeParse(json, { error: issueText })
  if (!parsed.success) return parsed.error.issues.flatMap((issue) => shapeFaults(issue))
  return [...wiringFaults(parsed.data), ...nameFaults(parsed.data)]
}

const parts: ReadonlySet<string> = new Set(profilePartSchema.options.filter((part) => part !== 'profile'))

/** A union tells every alternative's complaints; the one that came furthest says what is meant. */
function shapeFaults(issue: z.core.$ZodIssue): ProfileFault[] {
  const [part, index, ...rest] = issue.path.map(String)
  if (part !== undefined && parts.has(part) && index !== undefined) {
    return [{ part: part as ProfilePart, index: Number(index), field: rest.join('.'), reason: issue.message }]
  }
  return [{ part: 'profile', index: null, field: issue.path.join('.'), reason: issue.message }]
}

/** zod's issues in the words of the editor's user. */
function issueText(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '没有填写' : '填写的不是这一项要的内容'
    case 'too_small':
      return issue.origin === 'string' ? '不能为空' : issue.origin === 'array' ? '至少要有一项' : `不能小于 ${issue.minimum}`
    case 'too_big':
      return `不能大于 ${issue.maximum}`
    case 'invalid_format':
      return '编号只能用字母、数字和连接符，字母开头'
    case 'unrecognized_keys':
      return `有不认识的项：${issue.keys.join('、')}`
    case 'invalid_union':
    case 'invalid_value':
      return '不是可选的值'
    default:
      return '填写的内容不合规定'
  }
}

/**
 * The wiring of each block looked at by itself, so that every block with a fault is named and not only the first.
 */
function wiringFaults(profile: NoticeProfile): ProfileFault[] {
  const alone = { ...profile, tables: [], figures: [], externalFigures: [] }
  const at = (part: ProfilePart, index: number, fault: string | null, begin: string): ProfileFault[] =>
    fault?.startsWith(begin) === true ? [{ part, index, field: '', reason: fault.replace(/^的\S+ \S+ ?/, '') }] : []
  return [
    ...twice(profile),
    ...profile.tables.flatMap((table, index) => at('tables', index, wiringFault({ ...alone, tables: [table] }), '的表 ')),
    ...profile.externals.flatMap((block, index) =>
      at('externals', index, wiringFault({ ...alone, externals: [block] }), '的外部数据表 ')
    ),
    ...profile.figures.flatMap((figure, index) => at('figures', index, wiringFault({ ...alone, figures: [figure] }), '的数字 ')),
    ...profile.externalFigures.flatMap((figure, index) =>
      at('externalFigures', index, wiringFault({ ...alone, externalFigures: [figure] }), '的数字 ')
    )
  ]
}

function twice(profile: NoticeProfile): ProfileFault[] {
  const lists = ['tables', 'figures', 'externals', 'externalFigures'] as const
  const found = lists.flatMap((part) => {
    const ids = profile[part].map(({ id }) => id)
    return ids.flatMap((id, index): ProfileFault[] =>
      ids.indexOf(id) === index ? [] : [{ part, index, field: 'id', reason: `编号 ${id} 已经用过，请换一个` }]
    )
  })
  if (found.length > 0) return found
  // Also names that clash between the lists, or with those every notice has.
  const fault = wiringFault(profile)
  return fault?.startsWith('有两') === true ? [{ part: 'profile', index: null, field: '', reason: fault }] : []
}

/** Names of figures in texts and conditions that no notice of this profile can have. */
function nameFaults(profile: NoticeProfile): ProfileFault[] {
  const unknown = (
    part: ProfilePart,
    index: number | null,
    field: string,
    names: readonly string[],
    isEach = false
  ): ProfileFault[] =>
    names
      .filter((name) => !mayHaveFigure(profile, isEach, name))
      .map((name) => ({ part, index, field, reason: `没有名为 {${name}} 的数字` }))
  const conditions = (part: ProfilePart, index: number, when: NoticeCondition): ProfileFault[] => [
    ...unknown(part, index, 'when.positive', when.positive ?? []),
    ...unknown(part, index, 'when.zero', when.zero ?? [])
  ]
  return [
    ...unknown('profile', null, 'title', namesIn(profile.title)),
    ...profile.paragraphs.flatMap(({ text, when, each }, index) => [
      ...unknown('paragraphs', index, 'text', namesIn(text), each !== undefined),
      ...conditions('paragraphs', index, when)
    ]),
    ...profile.tables.flatMap(({ title, when }, index) => [
      ...unknown('tables', index, 'title', namesIn(title)),
      ...conditions('tables', index, when)
    ])
  ]
}
