/**
 * Numbers of the national edition (国办秘函〔2019〕19号) that the checks read, for addresses that are inspected without a
 * batch. A test holds them equal to the shipped edition.
 */
import type { ColumnRule } from '../domain/catalogue.ts'
import type { ColumnClass } from '../domain/site-columns.ts'
import type { RuleItem } from './check.ts'

const source = '国办秘函〔2019〕19号'
const confirmed = <T>(value: T) => ({ value, status: 'confirmed' as const, source })
const applied = <T>(value: T) => ({ value, status: 'applied' as const, source })
const unconfirmed = <T>(value: T) => ({ value, status: 'unconfirmed' as const, source })

const twoWeeks = { amount: 2, unit: 'week' } as const
const sixMonths = { amount: 6, unit: 'month' } as const
const oneYear = { amount: 1, unit: 'year' } as const

function item(id: string, title: string, check: string, numbers: Partial<RuleItem>): RuleItem {
  const applies = { portalOnly: false, needsService: false }
  return { id, title, check, kind: 'veto', enabled: true, applies, status: 'confirmed', ...numbers }
}
const stale = (classes: ColumnClass[], level: ColumnRule['level'], window?: ColumnRule['window']): ColumnRule =>
  window === undefined ? { classes, level, when: 'stale' } : { classes, level, when: 'stale', window }

export const nationalItems: readonly RuleItem[] = [
  item('W2', '站点无法访问', 'site-reachable', {
    window: confirmed({ amount: 1, unit: 'week' }),
    numbers: { visitsPerDay: confirmed('20'), timeoutSeconds: confirmed('15'), failPercent: confirmed('5') }
  }),
  item('W3', '首页不更新', 'home-page-updated', { window: confirmed(twoWeeks) }),
  item('W4.1', '动态要闻和通知公告、政策文件栏目不更新', 'column-stale', {
    window: confirmed(sixMonths),
    columns: [stale(['news'], 'any', confirmed(twoWeeks)), stale(['announcement', 'policy'], 'first', confirmed(sixMonths))],
    threshold: confirmed(5)
  }),
  item('W4.2', '应更新未更新栏目', 'column-stale', {
    columns: [
      stale(['interpretation'], 'first', confirmed(sixMonths)),
      stale(['consultation'], 'any', applied(oneYear)),
      stale(['personnel'], 'any', applied(oneYear)),
      stale(['planning', 'service', 'interaction', 'other'], 'any')
    ],
    threshold: confirmed(10)
  }),
  item('W4.3', '空白栏目', 'blank-column', { threshold: confirmed(5) }),
  item('W5.2', '留言超期未回复', 'mailbox-reply', {
    window: confirmed(oneYear),
    numbers: { overdueMonths: confirmed('3') }
  }),
  item('W6.2', '办事指南要素缺失', 'guide-elements', {
    threshold: unconfirmed(5),
    numbers: { missingKinds: unconfirmed('4') }
  }),
  item('D3.3', '办理答复', 'mailbox-reply', { kind: 'deduction', numbers: { workingDays: applied('5') } }),
  item('B3.1', '实时互动', 'mailbox-reply', { kind: 'bonus', numbers: { workingDays: applied('1') } }),
  item('M2.1', '超过两周未更新', 'account-updated', { window: applied(twoWeeks) })
]
