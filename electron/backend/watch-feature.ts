import type { Input, Output } from '../contract/index.ts'
import type { watchProcedures, WatchRun } from '../contract/watch.ts'
import { percentText } from '../domain/availability.ts'
import { XunchaError } from '../domain/errors.ts'
import type { Timers } from '../domain/ports.ts'
import { chinaDay } from '../domain/rules/days.ts'

import { batchOf } from './batch-lookup.ts'
import type { BackendContext, Feature } from './context.ts'
import { toFaultOfDisk } from './disk-fault.ts'
import { controlHosts, judgeSite, ruleOf, saveControlHosts } from './watch-lookup.ts'
import { createWatchRunner, type WatchCourse, type WatchedSite } from './watch-runner.ts'
import { createVisitor } from './watch-visit.ts'

/** Batch whose watch goes on when the workspace is opened again: a matter of this device. */
const runningSetting = 'watch-running'

const systemTimers: Timers = {
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds)
    return () => clearTimeout(timer)
  }
}

export function watchFeature(ctx: BackendContext): Feature<keyof typeof watchProcedures> {
  const { store, clock } = ctx
  const runner = createWatchRunner({
    clock,
    timers: ctx.timers ?? systemTimers,
    record(batchId, visits) {
      store.append([{ type: 'visits.recorded', payload: { batchId, visits: [...visits] } }])
      ctx.emit('workspace.changed', { topics: ['watch'], batchId })
    },
    changed: tell,
    finished() {
      store.setSetting(runningSetting, '')
      tell()
    },
    failed(error) {
      ctx.log.error({ err: error }, 'visits not recorded')
      const known = toFaultOfDisk(error, '访问结果没有保存')
      if (known instanceof XunchaError) return known
      return new XunchaError('disk-error', '访问结果没有保存；请检查工作区所在的磁盘后重试。', { cause: error })
    }
  })

  function run(): WatchRun {
    const state = runner.state()
    return { ...state, batchTitle: state.batchId === null ? null : (store.batch(state.batchId)?.title ?? null) }
  }
  function tell(): void {
    ctx.emit('watch.changed', run())
    ctx.emit('workspace.changed', { topics: ['watch'], batchId: null })
  }

  function sitesOf(batchId: string): (WatchedSite & { name: string })[] {
    const wanted = new Set(store.watchPlan(batchId)?.objectKeys ?? [])
    return store
      .targets(batchId)
      .filter(({ objectKey }) => wanted.has(objectKey))
      .flatMap(({ objectKey, object }) => (object.url === null ? [] : [{ objectKey, url: object.url, name: object.name }]))
  }

  function courseOf(batchId: string): WatchCourse {
    const batch = batchOf(store, batchId)
    const plan = store.watchPlan(batchId)
    const sites = sitesOf(batchId)
    if (plan === null || sites.length === 0) throw new XunchaError('bad-input', '还没有选要监测的网站；请先选定网站再开始。')
    const rule = ruleOf(ctx, batchId)
    return {
      batchId,
      plan,
      sites: sites.map(({ objectKey, url }) => ({ objectKey, url })),
      last: store.lastVisits(batchId),
      visitor: createVisitor({
        clock,
        allowHosts: batch.allowHosts,
        controls: () => controlHosts(ctx),
        slowMilliseconds: rule.slowMilliseconds
      }),
      isSettled: (objectKey) => judgeSite(ctx, rule, { batchId, objectKey, perDay: plan.perDay }).verdict.kind !== 'incomplete'
    }
  }

  function get({ batchId }: Input<'watch.get'>): Output<'watch.get'> {
    const rule = ruleOf(ctx, batchId)
    const plan = store.watchPlan(batchId)
    const today = chinaDay(clock.now())
    return {
      plan: plan === null ? null : { objectKeys: plan.objectKeys, perDay: plan.perDay },
      run: run(),
      rule,
      controlHosts: controlHosts(ctx).length,
      sites: sitesOf(batchId).map((site) => {
        const { visits, days, verdict } = judgeSite(ctx, rule, { batchId, objectKey: site.objectKey, perDay: plan?.perDay ?? 24 })
        const last = days.at(-1)
        const { counted, notOpen } = last?.day === today ? last : { counted: 0, notOpen: 0 }
        return {
          ...site,
          lastAt: visits.at(-1)?.at ?? null,
          today: { counted, notOpen },
          verdict: { ...verdict, percent: percentText(verdict.notOpen, verdict.counted) }
        }
      })
    }
  }

  function savePlan({ batchId, objectKeys, perDay }: Input<'watch.plan'>): Output<'watch.plan'> {
    batchOf(store, batchId)
    const known = new Map(store.targets(batchId).map(({ objectKey, object }) => [objectKey, object]))
    for (const objectKey of objectKeys) {
      const object = known.get(objectKey)
      if (object === undefined) throw new XunchaError('unknown-target', '选中的网站有的不在这个批次里；请刷新后重选。')
      if (object.url === null) throw new XunchaError('bad-input', `“${object.name}”没有登记网址，不能监测；请去掉后重试。`)
    }
    if (runner.state().batchId === batchId) throw new XunchaError('bad-input', '监测正在进行；请先暂停，再改网站和次数。')
    const seed = store.watchPlan(batchId)?.seed ?? ctx.ids.next()
    store.append([{ type: 'watch.planned', payload: { batchId, objectKeys: [...new Set(objectKeys)], perDay, seed } }])
    ctx.emit('workspace.changed', { topics: ['watch'], batchId })
    return {}
  }

  function start({ batchId, keep }: Input<'watch.start'>): WatchRun {
    const { batchId: running, batchTitle } = run()
    if (running === batchId) return run()
    if (running !== null) {
      throw new XunchaError('bad-input', `正在监测批次“${batchTitle ?? ''}”；一次只能监测一个批次，请先暂停它。`)
    }
    runner.start(courseOf(batchId))
    if (keep) store.setSetting(runningSetting, batchId)
    return run()
  }

  async function pause(): Promise<WatchRun> {
    store.setSetting(runningSetting, '')
    await runner.stop()
    return run()
  }

  const kept = store.setting(runningSetting) ?? ''
  if (ctx.isResident === true && kept !== '') {
    try {
      runner.start(courseOf(kept))
    } catch (error) {
      // The batch is gone, say: the workspace must open all the same.
      ctx.log.warn({ err: error }, 'watch not resumed')
    }
  }

  return {
    handlers: {
      'watch.get': get,
      'watch.run': run,
      'watch.site': ({ batchId, objectKey }) => {
        const perDay = store.watchPlan(batchId)?.perDay ?? 24
        const { visits, days } = judgeSite(ctx, ruleOf(ctx, batchId), { batchId, objectKey, perDay })
        return { days: days.map((day) => ({ ...day, visits: visits.filter(({ at }) => chinaDay(at) === day.day) })) }
      },
      'watch.plan': savePlan,
      'watch.start': start,
      'watch.pause': pause,
      'watch.round': ({ batchId }) => runner.round(courseOf(batchId)),
      'watch.host': (state) => {
        runner.tellHost(Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)))
        return {}
      },
      'watch.controlHosts': () => ({ addresses: controlHosts(ctx) }),
      'watch.setControlHosts': ({ addresses }) => {
        saveControlHosts(ctx, addresses)
        ctx.emit('workspace.changed', { topics: ['watch', 'office'], batchId: null })
        return {}
      }
    },
    close: () => runner.close()
  }
}
