import { join } from 'node:path'
import type { Output } from '../../contract/index.ts'
import type { DemoPackage } from './demo-package.ts'

export interface DemoSummary {
  out: string
  workspace: string
  registry: { file: string; sites: number; accounts: number }
  batches: { id: string; title: string; frame: number; drawn: number; record: string; recordHash: string }[]
  captures: {
    object: string
    name: string
    note: string
    file: string
    sha256: string
    width: number
    height: number
    quality: string[]
  }[]
  incidents: { object: string; kind: string; detail: string }[]
  scores: { file: string; site: Output<'scores.batch'>['summary']; account: Output<'scores.batch'>['summary'] }
  /** Whether the scores are those of expected.json; the sentences say where not. */
  asExpected: boolean
  differences: string[]
  notices: { profile: string; dir: string; files: { name: string; sha256: string; size: number }[] }[]
  /** Sealed, and found whole. */
  package: DemoPackage
  stateHash: string
}

/** The last lines on the terminal: what was made, and where. */
export function summaryLines(summary: DemoSummary): string[] {
  return [
    `示例已完成：${summary.out}`,
    `  名录    ${summary.registry.file}（网站 ${summary.registry.sites}，新媒体 ${summary.registry.accounts}）`,
    ...summary.batches.map((batch) => `  抽样记录 ${batch.record}`),
    `  取证    ${summary.captures.length} 份，${join(summary.out, 'captures')}`,
    `  拦下    ${summary.incidents.length} 次（弹窗、下载、权限、对话框等）`,
    `  计分    ${summary.scores.file}（${summary.asExpected ? '与应得结果一致' : `与应得结果有 ${summary.differences.length} 处不一致`}）`,
    ...summary.notices.flatMap((notice) => notice.files.map((file) => `  通报    ${join(notice.dir, file.name)}`)),
    `  证据包  ${summary.package.file}（核验通过，密钥编号 ${summary.package.keyId}）`,
    `  工作区  ${summary.workspace}`
  ]
}
