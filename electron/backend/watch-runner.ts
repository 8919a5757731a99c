import type { WatchRun } from '../contract/watch.ts'
import { smallestSpacing, nextVisit, type VisitPlan } from '../domain/availability-schedule.ts'
import { XunchaError } from '../domain/errors.ts'
import type { Visit } from '../domain/facts/site-facts.ts'
import type { Clock, Timers } from '../domain/ports.ts'
import { chinaDay } from '../domain/rules/days.ts'
import type { Visitor } from './watch-visit.ts'

export interface WatchedSite {
  objectKey: string
  url: string
}
export type SiteVisit = Visit & WatchedSite

/** What a run of one batch works with. */
export interface WatchCourse {
  batchId: string
  plan: VisitPlan
  sites: readonly WatchedSite[]
  /** Last visits by object, as recorded. */
  last: ReadonlyMap<string, string>
  visitor: Visitor
  /** Has the site its week already? Asked again on each new day. */
  isSettled(objectKey: string): boolean
}

export interface HostState {
  isOnBattery: boolean
  isOnline: boolean
  isAsleep: boolean
}

export interface WatchRunner {
  /** Refused while a round is made. */
  start(course: WatchCourse): void
  /** Calls off what is under way, a round too; what was already visited is recorded. */
  stop(): Promise<void>
  /** Stops for good: what the disk does not take now is lost. */
  close(): Promise<void>
  /** Every site once now, but those visited a moment ago. Refused while a watch is on or a round is made. */
  round(course: WatchCourse): Promise<{ visits: SiteVisit[]; tooSoon: string[] }>
  tellHost(state: Partial<HostState>): void
  state(): Pick<WatchRun, 'batchId' | 'waiting' | 'nextAt' | 'fault'>
}

/** The clock is looked at this often: it may be set, and timers stand still while a machine sleeps. */
const longestLook = 30_000
const shortestLook = 1_000
const atOnce = 8
/** A crash loses fewer visits than this. */
const recordedTogether = 25

interface Course extends WatchCourse {
  last: Map<string, string>
  abort: AbortController
  settledOn: { day: string; keys: Set<string> }
}

/** Runs the visits of one batch, one run at a time. Everything it knows of time comes from the clock and the timers. */
export function createWatchRunner(deps: {
  clock: Clock
  timers: Timers
  record: (batchId: string, visits: readonly SiteVisit[]) => void
  changed: () => void
  finished: () => void
  /** Told of visits that could not be recorded; returns why, in one sentence. */
  failed: (error: unknown) => XunchaError
}): WatchRunner {
  const { clock, timers } = deps
  const host: HostState = { isOnBattery: false, isOnline: true, isAsleep: false }
  let course: Course | null = null
  let round: { of: Course; ended: Promise<unknown> } | null = null
  /** Made and not recorded, by batch: a disk that is full now is asked again at every look. */
  const unsaved = new Map<string, SiteVisit[]>()
  let fault: XunchaError | null = null
  let visiting: Promise<unknown> = Promise.resolve()
  let isVisiting = false
  let callOff: (() => void) | null = null

  const now = (): number => Date.parse(clock.now())
  const waiting = (): WatchRun['waiting'] =>
    host.isAsleep ? 'asleep' : host.isOnline ? (host.isOnBattery ? 'battery' : null) : 'offline'

  function begin(given: WatchCourse): Course {
    return { ...given, last: new Map(given.last), abort: new AbortController(), settledOn: { day: '', keys: new Set() } }
  }

  function openSites(of: Course, at: number): readonly WatchedSite[] {
    const day = chinaDay(new Date(at).toISOString())
    if (of.settledOn.day !== day) {
      of.settledOn = { day, keys: new Set(of.sites.map(({ objectKey }) => objectKey).filter((key) => of.isSettled(key))) }
    }
    return of.sites.filter(({ objectKey }) => !of.settledOn.keys.has(objectKey))
  }
  function momentOf(of: Course, { objectKey }: WatchedSite, at: number): number {
    const last = of.last.get(objectKey)
    return nextVisit(of.plan, objectKey, last === undefined ? null : Date.parse(last), at)
  }
  function nextMoment(of: Course, at: number): number | null {
    const moments = openSites(of, at).map((site) => momentOf(of, site, at))
    return moments.length === 0 ? null : moments.reduce((least, moment) => Math.min(least, moment))
  }

  /** Records what is not recorded yet; what the disk refuses stays. */
  function save(): void {
    const before = fault?.code
    fault = null
    for (const [batchId, visits] of unsaved) {
      try {
        deps.record(batchId, visits)
        unsaved.delete(batchId)
      } catch (error) {
        fault = deps.failed(error)
      }
    }
    if (fault?.code !== before) deps.changed()
  }

  function look(): void {
    callOff?.()
    callOff = null
    if (isVisiting) return
    save()
    if (course === null) {
      if (unsaved.size > 0) callOff = timers.after(longestLook, look)
      return
    }
    const of = course
    const at = now()
    const next = nextMoment(of, at)
    if (next === null && unsaved.has(of.batchId)) {
      callOff = timers.after(longestLook, look)
      return
    }
    if (next === null) {
      course = null
      void of.visitor.close()
      deps.finished()
      return
    }
    if (waiting() !== null || next > at) {
      callOff = timers.after(Math.min(Math.max(next - at, shortestLook), longestLook), look)
      return
    }
    const due = openSites(of, at).filter((site) => momentOf(of, site, at) <= at)
    isVisiting = true
    visiting = visitAll(of, due)
      .catch((error: unknown) => void deps.failed(error))
      .finally(() => {
        isVisiting = false
        look()
      })
  }

  async function visitAll(of: Course, sites: readonly WatchedSite[]): Promise<SiteVisit[]> {
    const left = [...sites]
    // Going to sleep replaces it: the rest of this round must end with the old one.
    const { signal } = of.abort
    const made: SiteVisit[] = []
    const work = async (): Promise<void> => {
      for (let site = left.shift(); site !== undefined && !signal.aborted; site = left.shift()) {
        const visit = await of.visitor.visit(site.url, signal)
        if (visit === null) continue
        const { objectKey, url } = site
        of.last.set(objectKey, visit.at)
        const whole = { ...visit, objectKey, url }
        made.push(whole)
        const kept = unsaved.get(of.batchId)
        if (kept === undefined) unsaved.set(of.batchId, [whole])
        else kept.push(whole)
        if (made.length % recordedTogether === 0) save()
      }
    }
    try {
      await Promise.all(Array.from({ length: Math.min(atOnce, sites.length) }, work))
    } finally {
      save()
    }
    return made
  }

  async function stop(): Promise<void> {
    const of = course
    course = null
    of?.abort.abort()
    round?.of.abort.abort()
    await Promise.allSettled([visiting, round?.ended])
    await of?.visitor.close()
    look()
    if (of !== null) deps.changed()
  }

  async function makeRound(of: Course): Promise<{ visits: SiteVisit[]; tooSoon: string[] }> {
    const at = now()
    const isSpaced = ({ objectKey }: WatchedSite): boolean => {
      const last = of.last.get(objectKey)
      return last === undefined || Math.abs(at - Date.parse(last)) >= smallestSpacing
    }
    const tooSoon = of.sites.filter((site) => !isSpaced(site)).map(({ objectKey }) => objectKey)
    const visits = await visitAll(of, of.sites.filter(isSpaced))
    if (fault !== null && unsaved.has(of.batchId)) throw fault
    return { visits, tooSoon }
  }

  return {
    start(given) {
      if (round !== null) throw new XunchaError('bad-input', '正在把各网站访问一遍；请等它做完再开始监测。')
      course = begin(given)
      look()
      deps.changed()
    },
    stop,
    async close() {
      await stop()
      callOff?.()
      callOff = null
    },
    async round(given) {
      const of = begin(given)
      try {
        if (course !== null) throw new XunchaError('bad-input', '正在监测，各网站会按时访问；要现在访问一遍，请先暂停监测。')
        if (round !== null) throw new XunchaError('bad-input', '正在把各网站访问一遍；请等它做完再试。')
        const making = makeRound(of)
        const ended = making.finally(() => {
          round = null
          // What the disk did not take is tried again from here on.
          look()
        })
        round = { of, ended }
        return await ended
      } finally {
        await of.visitor.close()
      }
    },
    tellHost(state) {
      const before = waiting()
      Object.assign(host, state)
      if (waiting() === before) return
      // What is under way when the machine goes to sleep or off line says nothing about the sites.
      if (waiting() === 'asleep' || waiting() === 'offline') {
        round?.of.abort.abort()
        course?.abort.abort()
        if (course !== null) course.abort = new AbortController()
      }
      deps.changed()
      look()
    },
    state() {
      const next = course === null ? null : nextMoment(course, now())
      return {
        batchId: course?.batchId ?? null,
        fault: fault === null ? null : fault.code === 'disk-full' ? 'disk-full' : 'failed',
        waiting: course === null ? null : waiting(),
        nextAt: next === null ? null : new Date(next).toISOString()
      }
    }
  }
}
