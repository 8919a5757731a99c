import type { Catalogue } from '../domain/catalogue.ts'
import { buildNotice } from '../domain/notice-build.ts'
import type { NoticeProfile } from '../domain/notice-profile.ts'
import type { NoticeBatch } from '../domain/notice-rows.ts'
import type { NoticeModel } from '../domain/notice.ts'

/**
 * A notice of a profile about nothing: both kinds of objects, none inspected, every table and figure there is. It tells which
 * names a Word template may use before there is a batch.
 */
export function specimenNotice(profile: NoticeProfile, catalogue: Catalogue): NoticeModel {
  const always = { when: {}, dropEmpty: false }
  const model = buildNotice({
    profile: {
      ...profile,
      paragraphs: [],
      // Some need a row that an empty table has not: they are named below, without a value.
      externalFigures: [],
      tables: profile.tables.map((table) => ({ ...table, ...always }))
    },
    batches: (['site', 'account'] as const).map((object) => emptyBatch(object, catalogue)),
    deadline: null,
    decimals: null,
    date: '2000-01-01',
    changes: [],
    externals: Object.fromEntries(profile.externals.map(({ id, columns }) => [id, { columns: columns.map(asText), rows: [] }]))
  })
  const named = Object.fromEntries(profile.externalFigures.map(({ id }) => [id, '']))
  return { ...model, figures: { ...model.figures, ...named } }
}

const asText = ({ id, label }: { id: string; label: string }) => ({ id, label, type: 'text' as const })

function emptyBatch(object: 'site' | 'account', catalogue: Catalogue): NoticeBatch {
  return {
    batch: { title: object, period: '本期', object, frame: 0, drawn: 0, strataBy: 'none', strata: [] },
    targets: [],
    scores: [],
    findings: [],
    catalogue,
    evidenceLabels: {}
  }
}
