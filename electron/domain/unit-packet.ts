/** 按单位整理: who gets a packet, under what name, and what the draft of its notice says. */
import type { NoticeAnnex, NoticeModel } from './notice.ts'

/** Windows takes none of these in a name, nor a dot or blank at its end; the rest would lead elsewhere or hide text. */
const unfit = /[\p{C}<>:"/\\|?*]+/gu
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:$|\.)/i

/** A name that is one file or folder on every system, whatever the text was. */
export function plainName(text: string, most = 60): string {
  const plain = text
    .normalize('NFC')
    .replaceAll(unfit, '_')
    .slice(0, most)
    .replaceAll(/^[.\s]+|[.\s]+$/g, '')
  if (plain === '') return '未命名'
  return reserved.test(plain) ? `_${plain}` : plain
}

/** Gives each text a name of its own: two that would be one on some disk are told apart by a number. */
export function namer(): (text: string, ending?: string) => string {
  const taken = new Set<string>()
  return (text, ending = '') => {
    const plain = plainName(text)
    for (let number = 1; ; number += 1) {
      const name = `${plain}${number === 1 ? '' : `-${number}`}${ending}`
      const folded = name.normalize('NFKC').toLowerCase()
      if (taken.has(folded)) continue
      taken.add(folded)
      return name
    }
  }
}

/** A unit of a batch; two of one name in different 地区 are two. */
export interface PacketUnit {
  unit: string
  stratum: string
  objectKeys: string[]
}

export function unitsOf(targets: readonly { objectKey: string; object: { unit: string; stratum: string } }[]): PacketUnit[] {
  const units = new Map<string, PacketUnit>()
  for (const { objectKey, object } of targets) {
    const { unit, stratum } = object
    const key = JSON.stringify([unit.trim(), stratum])
    const known = units.get(key) ?? { unit: unit.trim(), stratum, objectKeys: [] }
    known.objectKeys.push(objectKey)
    units.set(key, known)
  }
  return [...units.values()]
}

/** The draft that asks one unit to put its problems right, out of a notice counted over its own objects. */
export function unitNotice(model: NoticeModel, unit: string, deadline: string | null): NoticeModel {
  const { problems } = model
  const list: NoticeAnnex = {
    id: problems.id,
    label: '附件',
    title: '问题清单',
    kinds: [],
    groupBy: 'external',
    filter: {},
    bands: [],
    external: null,
    sort: null,
    ties: 'plain',
    columns: problems.columns.map((column) => ({ ...column, measure: 'cell' })),
    rows: problems.rows,
    total: null,
    note: null
  }
  const until = deadline === null ? '请尽快整改' : `请于${deadline}前完成整改`
  const period = String(model.figures['period'] ?? '')
  const plain = (text: string) => ({ level: 0 as const, text, template: text })
  return {
    ...model,
    title: `关于整改${period}检查发现问题的通知（草稿）`,
    addressee: `${unit}：`,
    docNumber: '',
    paragraphs: [
      plain(
        `在${period}${String(model.figures['subjects'] ?? '')}检查中，发现你单位主办的对象存在 ${problems.rows.length} 条问题，位置和描述见附件。`
      ),
      plain(`${until}，并将整改情况书面反馈。对问题有异议的，请在反馈时说明理由并附证明材料。`)
    ],
    tables: [list]
  }
}

/** 说明.txt of one packet, with the hash of every file in it. */
export function packetReadme(
  { unit, batch, findings }: { unit: string; batch: string; findings: number },
  files: readonly { name: string; sha256: string }[],
  notes: readonly string[]
): string {
  return `${unit} 问题材料

批次：${batch}
问题：${findings} 条

问题清单.xlsx        问题、位置、网址和监测时间
整改通知（草稿）.docx  草稿，请核对后按本单位程序印发
截图                证据图片；存过打码的只有打码后的副本，文件名里写明
取证单              每份证据一张，印有原始文件的校验值

核对：文件的 SHA-256 应与下表一致（Linux 用 sha256sum，Windows 用 certutil -hashfile 文件 SHA256）。

${files.map(({ name, sha256 }) => `${sha256}  ${name}`).join('\n')}
${notes.length === 0 ? '' : `\n说明：\n${notes.map((note) => `  ${note}`).join('\n')}\n`}`
}
