import { z } from 'zod'
import { countings } from '../domain/availability.ts'
import { visitSchema } from '../domain/facts/site-facts.ts'
import { visitsPerDayChoices } from '../domain/availability-schedule.ts'
import { daySchema } from '../domain/site-columns.ts'
import { live, none, read, write } from './rpc.ts'

const dayTallySchema = z.object({
  day: daySchema,
  counts: z.record(z.enum(countings), z.number().int()),
  counted: z.number().int(),
  notOpen: z.number().int(),
  isComplete: z.boolean(),
  isOver: z.boolean(),
  gaps: z.array(z.object({ from: z.string(), to: z.string() }))
})
const verdictSchema = z.object({
  kind: z.enum(['fails', 'passes', 'incomplete']),
  from: daySchema.nullable(),
  to: daySchema.nullable(),
  completeDays: z.number().int(),
  counted: z.number().int(),
  notOpen: z.number().int(),
  /** Cut to two decimals, never rounded up to the line. */
  percent: z.string(),
  isControlUnset: z.boolean()
})
const judgedVisitSchema = visitSchema.extend({ url: z.string(), countsAs: z.enum(countings) })

/** Why a watch that is on does nothing right now. */
const waitingSchema = z.enum(['battery', 'offline', 'asleep']).nullable()
const runSchema = z.object({
  /** The batch being watched on this device, whichever is asked about; null where none is. */
  batchId: z.string().nullable(),
  batchTitle: z.string().nullable(),
  waiting: waitingSchema,
  /** The next visit; null where nothing is to come. */
  nextAt: z.string().nullable(),
  /** Why visits are not recorded; they are kept and tried again. null where all are. */
  fault: z.enum(['disk-full', 'failed']).nullable()
})
export type WatchRun = z.infer<typeof runSchema>

const siteSchema = z.object({
  objectKey: z.string(),
  name: z.string(),
  url: z.string(),
  lastAt: z.string().nullable(),
  today: z.object({ counted: z.number().int(), notOpen: z.number().int() }),
  verdict: verdictSchema
})

/** Sites watched at most in one batch. */
export const watchedSitesLimit = 200
const batchSchema = z.object({ batchId: z.string() })
const addressesSchema = z.object({ addresses: z.array(z.string().max(500)).max(10) })

export const watchProcedures = {
  'watch.get': read(
    batchSchema,
    z.object({
      plan: z.object({ objectKeys: z.array(z.string()), perDay: z.number().int() }).nullable(),
      run: runSchema,
      /** Numbers of the batch's own edition. */
      rule: z.object({
        visitsPerDay: z.number().int(),
        days: z.number().int(),
        slowMilliseconds: z.number(),
        failPercent: z.string()
      }),
      controlHosts: z.number().int(),
      sites: z.array(siteSchema)
    })
  ),
  /** What is being watched on this device, whichever batch. */
  'watch.run': read(none, runSchema),
  /** Every visit of one site by day, what each counts as, and the gaps. */
  'watch.site': read(
    batchSchema.extend({ objectKey: z.string() }),
    z.object({ days: z.array(dayTallySchema.extend({ visits: z.array(judgedVisitSchema) })) })
  ),
  /** Names the sites to watch and how often a day; visits already made stay. */
  'watch.plan': write(
    batchSchema.extend({
      objectKeys: z.array(z.string()).min(1).max(watchedSitesLimit),
      perDay: z.union(visitsPerDayChoices.map((choice) => z.literal(choice)))
    }),
    none
  ),
  /** Goes on until paused or until every site has its week; `keep`: also after a restart of the program. */
  'watch.start': live(batchSchema.extend({ keep: z.boolean() }), runSchema),
  'watch.pause': live(none, runSchema),
  /** Visits every watched site once now, those left out that were visited within the last minutes. */
  'watch.round': live(
    batchSchema,
    z.object({
      visits: z.array(visitSchema.extend({ objectKey: z.string(), url: z.string() })),
      tooSoon: z.array(z.string())
    })
  ),
  /** What the host knows of the machine; what it cannot know is left out. */
  'watch.host': live(
    z.object({ isOnBattery: z.boolean().optional(), isOnline: z.boolean().optional(), isAsleep: z.boolean().optional() }),
    none
  ),
  /** 对照地址: asked when a site does not open, to tell an outage of the office's own network apart. */
  'watch.controlHosts': read(none, addressesSchema),
  'watch.setControlHosts': write(addressesSchema, none)
}

export const watchEvents = {
  /** Started, paused, finished, or waiting for something else than before. */
  'watch.changed': runSchema
}
