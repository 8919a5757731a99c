import { XunchaError } from '../domain/errors.ts'
import type { BackendContext, Feature } from './context.ts'

type Job = BackendContext['job']

export interface Jobs {
  run: Job
  feature: Feature<'jobs.cancel'>
}

/** Progress is told at most this often: a sweep over 100,000 rows must not flood the wire. */
const reportEveryMilliseconds = 100

export function createJobs({ emit, ids }: Pick<BackendContext, 'emit' | 'ids'>): Jobs {
  const running = new Map<string, AbortController>()

  const run: Job = async (label, work) => {
    const jobId = ids.next()
    const abort = new AbortController()
    running.set(jobId, abort)
    let last = { done: 0, total: null as number | null, at: 0 }
    const tell = (state: 'running' | 'done' | 'failed' | 'cancelled') =>
      emit('job.progress', { jobId, label, done: last.done, total: last.total, state })
    tell('running')
    try {
      const value = await work({
        signal: abort.signal,
        report(done, total) {
          const now = performance.now()
          const isDue = now - last.at >= reportEveryMilliseconds
          last = { done, total, at: isDue ? now : last.at }
          if (isDue) tell('running')
        }
      })
      tell('done')
      return value
    } catch (error) {
      tell(abort.signal.aborted ? 'cancelled' : 'failed')
      throw error
    } finally {
      running.delete(jobId)
    }
  }

  return {
    run,
    feature: {
      handlers: {
        'jobs.cancel': ({ jobId }) => {
          const job = running.get(jobId)
          job?.abort(new XunchaError('cancelled', '操作已取消，没有保存任何内容。'))
          return { cancelled: job !== undefined }
        }
      },
      close: () => {
        for (const job of running.values()) job.abort(new XunchaError('closing', '程序正在关闭，操作已取消。'))
      }
    }
  }
}
