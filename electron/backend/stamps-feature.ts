import { X509Certificate } from 'node:crypto'
import type { Output } from '../contract/index.ts'
import type { stampProcedures } from '../contract/stamps.ts'
import { XunchaError } from '../domain/errors.ts'
import { stampAuthoritySchema, type StampAuthority } from '../domain/time-stamp.ts'
import type { BackendContext, Feature } from './context.ts'
import type { CheckedStamp } from './time-stamps.ts'

interface KnownAuthority {
  id: string
  name: string
  url: string
}

/** The readers of stamps are loaded when first needed. */
export function stampsFeature(ctx: BackendContext): Feature<keyof typeof stampProcedures> {
  const { store } = ctx

  const authorities = (): KnownAuthority[] =>
    store.documents('time-authority').flatMap(({ id, content }) => {
      const parsed = stampAuthoritySchema.safeParse(content)
      return parsed.success ? [{ id, name: parsed.data.name, url: parsed.data.url }] : []
    })

  async function saveAuthority(given: unknown): Promise<Output<'stamps.saveAuthority'>> {
    const content = readAuthority(given)
    const { readCertificate, readList, subjectOf } = await import('../evidence/time-stamp-chain.ts')
    const { pemBlocks } = await import('../evidence/pem.ts')
    const roots = content.roots.map((pem, index) => {
      try {
        if (pem.split('-----BEGIN CERTIFICATE-----').length !== 2) throw new Error('not one certificate')
        const { fingerprint256 } = new X509Certificate(pem)
        return { subject: subjectOf(readCertificate(Buffer.from(pem))), sha256: fingerprint256.replaceAll(':', '').toLowerCase() }
      } catch (cause) {
        throw new XunchaError('bad-file', `时间戳机构设置的 roots 第 ${index + 1} 项不是一张 PEM 证书；请一项只放一张。`, {
          cause
        })
      }
    })
    for (const [index, pem] of (content.revocations ?? []).entries()) {
      const [der, ...more] = pemBlocks(pem, 'X509 CRL')
      try {
        if (der === undefined || more.length > 0) throw new Error('not one list')
        readList(der)
      } catch (cause) {
        const sentence = `时间戳机构设置的 revocations 第 ${index + 1} 项不是一份 PEM 吊销列表（BEGIN X509 CRL）；请一项只放一份。`
        throw new XunchaError('bad-file', sentence, { cause })
      }
    }
    const { name, url } = content
    const known = authorities().find((one) => one.name === name)
    const id = known?.id ?? ctx.ids.next()
    store.append([{ type: 'office.document-saved', payload: { kind: 'time-authority', id, title: name, content } }])
    ctx.emit('workspace.changed', { topics: ['office', 'workspace'], batchId: null })
    return { id, name, url, roots, replaced: known !== undefined }
  }

  function chosen(named: string | null): KnownAuthority {
    const all = authorities()
    const [only] = all
    if (only === undefined) {
      throw new XunchaError('bad-input', '还没有时间戳机构；请先用 xuncha stamp authority 导入它的设置文件。')
    }
    const names = all.map(({ name }) => name).join('、')
    if (named === null) {
      if (all.length === 1) return only
      throw new XunchaError('bad-input', `时间戳机构不止一家（${names}）；请用 --authority 写明向哪一家申请。`)
    }
    const found = all.find(({ name }) => name === named)
    if (found === undefined) throw new XunchaError('bad-input', `没有名为“${named}”的时间戳机构；已有的是 ${names}。`)
    return found
  }

  function request(named: string | null): Promise<Output<'stamps.request'>> {
    const { id, name } = chosen(named)
    return ctx.job('申请时间戳', async ({ report, signal }) => {
      const { stampDay, waitingDays } = await import('./time-stamps.ts')
      const { clockGap } = await import('../evidence/time-stamp-verify.ts')
      const days = waitingDays(ctx, id)
      const stamped: Output<'stamps.request'>['stamped'] = []
      let fault: string | null = null
      for (const { day } of days) {
        report(stamped.length, days.length)
        try {
          const stamp = await stampDay(ctx, { day, authorityId: id, signal })
          const { time } = stamp
          stamped.push({ day, ...factsOf({ stamp, time, gap: clockGap(time, stamp.laptopTime) }) })
        } catch (error) {
          // What was stamped before it stays; a full disk and the like are no answer of the authority.
          if (!(error instanceof XunchaError && error.code === 'bad-input')) throw error
          fault = error.message
          break
        }
      }
      if (stamped.length > 0) ctx.emit('workspace.changed', { topics: ['office', 'workspace'], batchId: null })
      return { authority: name, stamped, waiting: waitingDays(ctx, id), fault }
    })
  }

  return {
    handlers: {
      'stamps.saveAuthority': ({ authority }) => saveAuthority(authority),
      'stamps.list': async () => {
        const { checkedStamps, daysLess } = await import('./time-stamps.ts')
        const stamps = checkedStamps(ctx)
        const days = daysLess(ctx, stamps).map((day) => ({
          ...day,
          stamps: stamps
            .filter(({ stamp }) => stamp.day === day.day)
            .map((one) => ({ authority: one.stamp.authority.name, ...factsOf(one), fault: one.fault }))
        }))
        return { authorities: authorities(), days }
      },
      'stamps.ofFile': async ({ sha256 }) => {
        const { stampsOf } = await import('./time-stamps.ts')
        const stamps = stampsOf(ctx, sha256).map((one) => {
          const { authority, day, root, answer } = one.stamp
          return { authority: authority.name, day, ...factsOf(one), root, path: one.proof.path, answer }
        })
        return { stamps }
      },
      'stamps.request': ({ authority }) => request(authority)
    }
  }
}

const factsOf = ({ stamp, time, gap }: Omit<CheckedStamp, 'fault' | 'id'>) => ({
  time,
  gapSeconds: gap.seconds,
  gap: gap.mark,
  files: stamp.leaves.length
})

function readAuthority(given: unknown): StampAuthority {
  const parsed = stampAuthoritySchema.extend({ policy: stampAuthoritySchema.shape.policy.default(null) }).safeParse(given)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues[0]?.path[0]
  const what = where === undefined ? '整个文件' : `“${String(where)}”`
  throw new XunchaError(
    'bad-file',
    `时间戳机构设置的${what}不对；要有 name（名称）、url（http 或 https 网址）、roots（PEM 根证书的数组），policy（策略编号）和 revocations（PEM 吊销列表的数组）可不写。`
  )
}
