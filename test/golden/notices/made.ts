import { checkNotice } from '../../../electron/domain/notice-check.ts'
import { buildNotice, type NoticeInput } from '../../../electron/domain/notice-build.ts'
import { parseProfile, type NoticeProfile } from '../../../electron/domain/notice-profile.ts'
import type { NoticeModel } from '../../../electron/domain/notice.ts'
import { expect } from 'vitest'

/** A profile with the parts that a case is about. */
export function profileWith(parts: Readonly<Record<string, unknown>>): NoticeProfile {
  const frame = {
    id: 'golden',
    name: '黄金样例',
    source: '测试',
    title: '通报',
    issuer: '办公室',
    addressee: '各单位：',
    decimals: 2,
    wholePercent: 'all',
    paragraphs: [{ level: 0, text: '现将有关情况通报如下：' }],
    tables: [
      {
        id: 'all',
        title: '总表',
        kinds: ['site', 'account'],
        groupBy: 'kind',
        columns: [
          { id: 'kind', label: '对象', measure: 'group' },
          { id: 'checked', label: '检查数', measure: 'checked' },
          { id: 'failed', label: '不合格', measure: 'failed' },
          { id: 'rate', label: '合格率', measure: 'passRate' }
        ],
        total: null
      }
    ]
  }
  return parseProfile({ ...frame, ...parts }, 'golden.json')
}

/** The notice, which its own recount must find sound. */
export function made(input: Pick<NoticeInput, 'profile' | 'batches'> & Partial<NoticeInput>): NoticeModel {
  const model = buildNotice({ deadline: null, decimals: null, date: '2026-11-22', ...input })
  expect(checkNotice(model)).toEqual([])
  return model
}
