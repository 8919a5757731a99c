import { XunchaError } from './errors.ts'
import { changeRows, changesBlock, type RegistryChange } from './notice-changes.ts'
import { fitExternal, type BroughtTable, type NoticeExternal } from './notice-external.ts'
import type { NoticeProfile } from './notice-profile.ts'
import { shanghaiMinute } from './notice-text.ts'

/** What a profile needs beside the batches of its notice. */

export function comparesNumbers({ figures }: NoticeProfile): boolean {
  return figures.some(({ change }) => change !== undefined)
}

/** Whether the profile says anything of an earlier batch. */
export function needsPrevious(profile: NoticeProfile): boolean {
  return comparesNumbers(profile) || usesChanges(profile)
}

/** The tables from elsewhere that this notice has. Throws `bad-input` naming the one that is missing or not as expected. */
export function externalsOf(
  profile: NoticeProfile,
  externals: Readonly<Record<string, BroughtTable>>,
  changes: readonly RegistryChange[] | null
): NoticeExternal[] {
  const known: NoticeExternal[] = profile.externals.flatMap((block) => {
    const table = Object.hasOwn(externals, block.id) ? (externals[block.id] ?? null) : null
    if (table !== null || block.form !== undefined) return [fitExternal(block, table)]
    if (!block.required) return []
    throw new XunchaError(
      'bad-input',
      `通报模板“${profile.name}”需要外部数据表“${block.title}”（编号 ${block.id}），请先导入并选定该表。`
    )
  })
  const extra = Object.keys(externals).find((id) => profile.externals.every((block) => block.id !== id))
  if (extra !== undefined) {
    const ids = profile.externals.map(({ id, title }) => `${id}（${title}）`).join('、')
    throw new XunchaError(
      'bad-input',
      `通报模板“${profile.name}”不使用外部数据表 ${extra}；${ids === '' ? '它不需要外部数据表' : `可用的编号有：${ids}`}。`
    )
  }
  if (changes === null || !usesChanges(profile)) return known
  const rows = changeRows(changes, (instant) => shanghaiMinute(instant).slice(0, 10))
  return [...known, { id: changesBlock.id, title: changesBlock.title, columns: changesBlock.columns, rows, form: null }]
}

/** Whether the profile says anything of 名录变动. */
export function usesChanges(profile: NoticeProfile): boolean {
  const texts = [profile.title, ...profile.paragraphs.map(({ text }) => text)]
  return (
    texts.some((text) => text.includes('{changes.')) ||
    profile.tables.some((table) => table.groupBy === 'external' && table.external === changesBlock.id) ||
    profile.externalFigures.some(({ external }) => external === changesBlock.id)
  )
}
