import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readAnchor, type Anchors } from '../../domain/evidence-package.ts'
import { stampRows } from '../../domain/stamp-words.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'package verify 文件.zip [--head 设备:序号:校验值]… [--key 密钥编号]… [--tsa-root 时间戳机构根证书.pem]… [--json]'

const options = {
  head: { type: 'string', multiple: true },
  key: { type: 'string', multiple: true },
  'tsa-root': { type: 'string', multiple: true }
} as const

/** Needs no workspace: whoever receives a package has none. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, options, usage)
  const [file, ...rest] = positionals
  if (file === undefined || rest.length > 0) throw wrongUsage('要给出一个证据包。', usage)
  const anchors = anchorsOf([...(values.head ?? []), ...(values.key ?? [])])
  const tsaRoots = await Promise.all((values['tsa-root'] ?? []).map(rootText))
  const dir = await mkdtemp(join(tmpdir(), 'xuncha-verify-'))
  try {
    return await withSession({ workspace: dir }, async ({ call }) => {
      const verdict = await call('packages.verify', {
        file: resolve(file),
        heads: [...anchors.heads],
        keyIds: [...anchors.keyIds],
        tsaRoots
      })
      const { ok, problems, batch, signedBy, head, files, events } = verdict
      const lines = ok
        ? [
            `核验通过：文件 ${files} 个，日志 ${events} 条`,
            `  批次     ${batch?.title ?? ''}（${batch?.period ?? ''}）`,
            `  签名     ${signedBy?.name ?? ''}，设备 ${signedBy?.device ?? ''}，密钥编号 ${signedBy?.keyId ?? ''}（请向签发单位核对）`,
            `  抄记码   ${head === null ? '' : `${head.device}:${head.seq}:${head.hash}`}`,
            ...stampRows(verdict).map(([name, text]) => `  ${name}   ${text}`)
          ]
        : [
            problems.some(({ kind }) => kind === 'newer') ? '不能核验：' : `核验没有通过，${problems.length} 处：`,
            ...problems.map(({ file: name, message }) => `  ${name}：${message}`)
          ]
      print(values.json, verdict, lines)
      return ok ? 0 : 1
    })
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** Roots of time-stamp authorities that the person checking trusts. */
function rootText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw wrongUsage(`根证书文件“${file}”不能读取。`, usage)
  })
}

function anchorsOf(written: readonly string[]): Anchors {
  const read = written.map((one) => {
    const anchor = readAnchor(one)
    if (anchor === null) throw wrongUsage(`“${one}”不是“设备:序号:校验值”，也不是密钥编号。`, usage)
    return anchor
  })
  return {
    heads: read.flatMap((one) => ('head' in one ? [one.head] : [])),
    keyIds: read.flatMap((one) => ('keyId' in one ? [one.keyId] : []))
  }
}
