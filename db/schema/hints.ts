import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Place } from '../../electron/domain/facts/gathered.ts'
import type { EarlierDismissal, FoundHint, HintState, SweepSettings, SweptPage } from '../../electron/domain/stored-hint.ts'
import { batches } from './batches.ts'
import { json } from './json-column.ts'

const batchId = () =>
  text('batch_id')
    .notNull()
    .references(() => batches.id, { onDelete: 'cascade' })

export const sweeps = sqliteTable(
  'sweeps',
  {
    sweepId: text('sweep_id').primaryKey(),
    batchId: batchId(),
    checks: json('checks').$type<string[]>().notNull(),
    settings: json('settings').$type<SweepSettings>().notNull(),
    targets: integer('targets').notNull(),
    startedAt: text('started_at').notNull(),
    startedBy: text('started_by').notNull(),
    finishedAt: text('finished_at'),
    outcome: text('outcome').$type<'done' | 'stopped'>()
  },
  (table) => [index('sweeps_by_batch').on(table.batchId)]
)

/** The state of a sweep is what stands here: a page in this table is not fetched again. */
export const sweepPages = sqliteTable(
  'sweep_pages',
  {
    sweepId: text('sweep_id')
      .notNull()
      .references(() => sweeps.sweepId, { onDelete: 'cascade' }),
    batchId: text('batch_id').notNull(),
    objectKey: text('object_key').notNull(),
    part: text('part').$type<SweptPage['part']>().notNull(),
    from: text('from').$type<SweptPage['from']>(),
    url: text('url').notNull(),
    location: text('location').notNull(),
    finalUrl: text('final_url'),
    status: integer('status'),
    by: text('by').$type<'http' | 'browser'>(),
    sha256: text('sha256'),
    milliseconds: integer('milliseconds').notNull(),
    error: text('error'),
    counts: json('counts').$type<SweptPage['counts']>().notNull(),
    errors: json('errors').$type<SweptPage['errors']>().notNull(),
    column: json('column').$type<SweptPage['column']>(),
    homeFacts: json('home_facts').$type<SweptPage['homeFacts']>(),
    links: json('links').$type<SweptPage['links']>(),
    checkedLinks: json('checked_links').$type<SweptPage['checkedLinks']>(),
    searchForm: json('search_form').$type<SweptPage['searchForm']>(),
    searched: json('searched').$type<SweptPage['searched']>(),
    article: json('article').$type<SweptPage['article']>(),
    robots: json('robots').$type<SweptPage['robots']>(),
    more: json('more').$type<SweptPage['more']>().notNull(),
    observedAt: text('observed_at').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.sweepId, table.objectKey, table.part, table.url] }),
    index('sweep_pages_by_url').on(table.objectKey, table.url)
  ]
)

export const hints = sqliteTable(
  'hints',
  {
    id: text('id').primaryKey(),
    batchId: batchId(),
    objectKey: text('object_key').notNull(),
    sweepId: text('sweep_id').notNull(),
    check: text('check').notNull(),
    outcome: text('outcome').$type<FoundHint['outcome']>().notNull(),
    message: text('message').notNull(),
    places: json('places').$type<Place[]>().notNull(),
    items: json('items').$type<string[]>().notNull(),
    groundHash: text('ground_hash').notNull(),
    url: text('url').notNull(),
    location: text('location').notNull(),
    observedAt: text('observed_at').notNull(),
    state: text('state').$type<HintState>().notNull(),
    earlier: json('earlier').$type<EarlierDismissal | null>(),
    reason: text('reason'),
    findingId: text('finding_id'),
    decidedBy: text('decided_by'),
    decidedAt: text('decided_at')
  },
  (table) => [
    index('hints_by_target').on(table.batchId, table.objectKey, table.state),
    index('hints_by_check').on(table.check, table.state),
    index('hints_by_finding').on(table.findingId)
  ]
)

/** Standing dismissals, one per ground: what later sweeps and later batches ask. */
export const dismissedGrounds = sqliteTable(
  'dismissed_grounds',
  {
    objectKey: text('object_key').notNull(),
    check: text('check').notNull(),
    groundHash: text('ground_hash').notNull(),
    url: text('url').notNull(),
    path: text('path').notNull(),
    text: text('text').notNull(),
    hintId: text('hint_id').notNull(),
    reason: text('reason').notNull(),
    inspector: text('inspector').notNull(),
    time: text('time').notNull()
  },
  (table) => [primaryKey({ columns: [table.objectKey, table.check, table.groundHash] })]
)
