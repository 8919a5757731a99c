import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { z } from 'zod'
import { procedures, type Input, type Output, type ProcedureName } from '../contract/index.ts'
import type { Procedure, Reply } from '../contract/rpc.ts'
import { XunchaError } from '../domain/errors.ts'
import type { Handlers } from './context.ts'
import { toFaultOfDisk } from './disk-fault.ts'

export interface Router {
  call(procedure: string, input: unknown): Promise<Reply<unknown>>
  /** Refuses every call from now on, and waits for those under way, but not for ever. */
  close(): Promise<void>
}

/** How long a closing workspace waits for a call under way: a page that hangs must not keep the program open. */
const closeMilliseconds = 10_000

/** The one place where names are looked up, both directions parsed, writes queued and errors put into the envelope. */
export function createRouter(handlers: Handlers<ProcedureName>, log: Logger): Router {
  let isClosed = false
  let lastWrite: Promise<unknown> = Promise.resolve()
  const underWay = new Set<Promise<unknown>>()

  const queued = <T>(work: () => Promise<T>): Promise<T> => {
    const next = lastWrite.then(work)
    lastWrite = next.catch(() => undefined)
    return next
  }

  async function run<P extends ProcedureName>(name: P, input: unknown): Promise<Output<P>> {
    const procedure: Procedure = procedures[name]
    const handler: (input: Input<P>) => Promise<Output<P>> | Output<P> = handlers[name]
    const work = async (): Promise<Output<P>> => {
      const parsed = procedure.input.safeParse(input)
      if (!parsed.success) throw badInput(parsed.error)
      return procedure.output.parse(await handler(parsed.data as Input<P>)) as Output<P>
    }
    const running = procedure.mode === 'write' ? queued(work) : work()
    underWay.add(running)
    try {
      return await running
    } finally {
      underWay.delete(running)
    }
  }

  return {
    async call(name, input) {
      if (isClosed) return refusal('closing', '工作区已关闭；请重新打开程序。')
      if (!isProcedure(name)) return refusal('unknown-procedure', `没有名为“${name.slice(0, 60)}”的功能；请更新程序。`)
      try {
        return { ok: true, value: await run(name, input) }
      } catch (thrown) {
        const error = toFaultOfDisk(thrown)
        if (error instanceof XunchaError) {
          if (error.code === 'internal') log.error({ err: error, procedure: name }, 'failed')
          return { ok: false, error: { code: error.code, message: error.message, faults: error.faults } }
        }
        log.error({ err: error, procedure: name }, 'unexpected error')
        return refusal('internal', '程序内部出错，本次操作没有完成；请重试，仍不行时把日志发给维护人员。')
      }
    },
    async close() {
      isClosed = true
      await Promise.race([Promise.allSettled(underWay), wait(closeMilliseconds, undefined, { ref: false })])
    }
  }
}

const isProcedure = (name: string): name is ProcedureName => Object.hasOwn(procedures, name)

const refusal = (code: XunchaError['code'], message: string): Reply<never> => ({
  ok: false,
  error: { code, message, faults: [] }
})

function badInput(error: z.ZodError): XunchaError {
  const places = [...new Set(error.issues.map((issue) => issue.path.join('.')).filter((place) => place !== ''))]
  const where = places.length === 0 ? '' : `（${places.slice(0, 5).join('、')}）`
  return new XunchaError('bad-input', `提交的内容不完整或格式不对${where}；请检查后重试。`, { cause: error })
}
