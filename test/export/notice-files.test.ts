import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import type { NoticeModel } from '../../electron/domain/notice.ts'
import { checkNoticeDir } from '../../electron/export/check-dir.ts'
import { noticeFileNames, renderNotice, writeNoticeFiles } from '../../electron/export/notice-files.ts'
import { readWorkbook } from '../../electron/export/workbook.ts'
import { readZip, writeZip } from '../../electron/export/zip.ts'
import { anhuiNotice, hostileNotice, temporaryDir } from './notice-samples.ts'

async function writtenNotice(model: NoticeModel = anhuiNotice()): Promise<string> {
  const dir = join(temporaryDir(), '2023年三季度通报')
  await writeNoticeFiles(dir, await renderNotice(model))
  return dir
}

describe('writeNoticeFiles', () => {
  it('writes the four files and nothing else, the same bytes each time', async () => {
    const [first, second] = [await writtenNotice(), await writtenNotice()]
    expect(readdirSync(first).sort()).toEqual([...noticeFileNames].sort())
    for (const name of noticeFileNames) expect(readFileSync(join(first, name))).toEqual(readFileSync(join(second, name)))
  })

  it('replaces an older notice in the same folder and leaves other files alone', async () => {
    const dir = await writtenNotice()
    writeFileSync(join(dir, '备忘.txt'), '不要动')
    await writeNoticeFiles(dir, await renderNotice(hostileNotice()))
    expect(readdirSync(dir).sort()).toEqual([...noticeFileNames, '备忘.txt'].sort())
    expect(readFileSync(join(dir, 'notice.json'), 'utf8')).toContain('2023年第三季度检查问题按指标分布')
    expect(await checkNoticeDir(dir)).toEqual([])
  })

  it('puts everything back when a file in the middle cannot be replaced', async () => {
    const dir = await writtenNotice()
    rmSync(join(dir, '问题清单.xlsx'))
    mkdirSync(join(dir, '问题清单.xlsx'))
    const before = ['通报.docx', '附件.xlsx', 'notice.json'].map((name) => readFileSync(join(dir, name)))
    await expect(writeNoticeFiles(dir, await renderNotice(hostileNotice()))).rejects.toThrow(/是一个文件夹，通报文件写不进去/)
    expect(['通报.docx', '附件.xlsx', 'notice.json'].map((name) => readFileSync(join(dir, name)))).toEqual(before)
    expect(readdirSync(dir).sort()).toEqual([...noticeFileNames].sort())
  })

  it.each(['a new folder', 'a folder with an older notice'])('leaves nothing half written on a full disk: %s', (where) => {
    const result = onSmallDisk(where)
    console.log(`full disk by ${result.by}: ${result.code}`)
    expect(['ENOSPC', 'EFBIG']).toContain(result.code)
    expect(result.left).toEqual(where === 'a new folder' ? [] : ['通报', '通报/notice.json'])
    if (where !== 'a new folder') expect(result.old).toBe('旧')
  })
})

/** Runs the writer in a process whose disk is full: a small tmpfs of its own where allowed, else a file size limit. */
function onSmallDisk(where: string): { code: string; left: string[]; old: string; by: string } {
  const dir = temporaryDir()
  const script = `
    import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
    import { join } from 'node:path'
    const { writeNoticeFiles } = await import(${JSON.stringify(join(import.meta.dirname, '../../electron/export/notice-files.ts'))})
    const dir = ${JSON.stringify(dir)}
    if (${JSON.stringify(where)} !== 'a new folder') {
      mkdirSync(join(dir, '通报'))
      writeFileSync(join(dir, '通报', 'notice.json'), '旧')
    }
    const files = new Map([['附件.xlsx', Buffer.alloc(2_000, 1)], ['notice.json', Buffer.alloc(400_000, 1)]])
    let code = 'written'
    try { await writeNoticeFiles(join(dir, '通报'), files) } catch (error) { code = error.code }
    let old = ''
    try { old = readFileSync(join(dir, '通报', 'notice.json'), 'utf8') } catch {}
    console.log(JSON.stringify({ code, old, left: readdirSync(dir, { recursive: true }).sort() }))`
  const node = [process.execPath, '--input-type=module', '-e', script] as const
  const mount = `mount -t tmpfs -o size=64k tmpfs "$0" && exec "$@"`
  for (const flags of ['-m', '-rm']) {
    const run = spawnSync('unshare', [flags, 'sh', '-c', mount, dir, ...node], { encoding: 'utf8' })
    if (run.status === 0) return { ...JSON.parse(run.stdout), by: 'a tmpfs of 64 KB' }
  }
  const limited = `ulimit -f 64; trap '' XFSZ; exec "$@"`
  return { ...JSON.parse(execFileSync('bash', ['-c', limited, 'sh', ...node], { encoding: 'utf8' })), by: 'a file size limit' }
}

describe('checkNoticeDir', () => {
  it('finds nothing in what was just written, hostile texts included', async () => {
    expect(await checkNoticeDir(await writtenNotice())).toEqual([])
    expect(await checkNoticeDir(await writtenNotice(hostileNotice()))).toEqual([])
  })

  it('names a changed total cell of 附件.xlsx', async () => {
    const dir = await writtenNotice()
    const sheets = [...(await readWorkbook(readFileSync(join(dir, '附件.xlsx'))))].map(([name, rows]) => ({ name, rows }))
    const total = sheets[1]?.rows[19]
    if (total === undefined) throw new Error('no total row')
    total[3] = 1659
    writeFileSync(join(dir, '附件.xlsx'), await writeXlsx({ sheets }))
    expect(await checkNoticeDir(dir)).toEqual([
      '“附件.xlsx”的“附件2”“合计”行“检查政务新媒体数”列是 1659，notice.json 里是 1658。'
    ])
  })

  it('names a changed number in the prose of 通报.docx, and lets wording be', async () => {
    const dir = await writtenNotice()
    await editDocx(dir, (xml) => xml.replace('总体合格率99.70%', '总体合格率99.07%').replace('近期组织开展了', '日前组织开展了'))
    const faults = await checkNoticeDir(dir)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(/^“通报\.docx”的“（二）政务新媒体。.*”这一段写的是 99\.07%，notice\.json 里是 99\.70%。$/)
  })

  it('names a changed cell in a table of 通报.docx', async () => {
    const dir = await writtenNotice()
    await editDocx(dir, (xml) => xml.replace('>364<', '>346<'))
    expect(await checkNoticeDir(dir)).toEqual([
      '“通报.docx”的附件2“合肥市”行“运行政务新媒体总数”列是 “346”，notice.json 里是 “364”。'
    ])
  })

  it('names a wrong sum in notice.json', async () => {
    const dir = await writtenNotice()
    editModel(dir, (model) => {
      const total = model.tables[0]?.total
      if (total !== undefined && total !== null) total[3] = 839
    })
    const faults = await checkNoticeDir(dir)
    expect(faults[0]).toBe('附件1“2023年第三季度全省政府网站检查情况”“合计”行“检查网站数”列写的是 839，各行之和是 840。')
    expect(faults).toContain('“附件.xlsx”的“附件1”“合计”行“检查网站数”列是 840，notice.json 里是 839。')
  })

  it('names a figure changed in notice.json', async () => {
    const dir = await writtenNotice()
    editModel(dir, (model) => (model.figures['account.failed'] = 6))
    expect(await checkNoticeDir(dir)).toContain('数字“account.failed”写的是 6，重新统计应为 5。')
  })

  it('names a problem that was taken out of 问题清单.xlsx', async () => {
    const dir = await writtenNotice()
    const [sheet] = [...(await readWorkbook(readFileSync(join(dir, '问题清单.xlsx'))))]
    if (sheet === undefined) throw new Error('no sheet')
    const [name, rows] = sheet
    writeFileSync(join(dir, '问题清单.xlsx'), await writeXlsx({ sheets: [{ name, rows: rows.slice(0, -1) }] }))
    const faults = await checkNoticeDir(dir)
    expect(faults[0]).toBe('“问题清单.xlsx”的“问题清单”“新媒体”行“序号”列是 空，notice.json 里是 5。')
  })

  it('names files that are missing, damaged or not a notice at all', async () => {
    const dir = await writtenNotice()
    writeFileSync(join(dir, '附件.xlsx'), 'PK damaged')
    writeFileSync(join(dir, '通报.docx'), '')
    expect(await checkNoticeDir(dir)).toEqual([
      '“附件.xlsx”打不开，可能已损坏；请重新导出通报。',
      '“通报.docx”打不开，可能已损坏；请重新导出通报。'
    ])
    writeFileSync(join(dir, 'notice.json'), '{"title":1')
    expect(await checkNoticeDir(dir)).toEqual(['notice.json 已损坏或被改过，无法核对；请重新导出通报。'])
    await expect(checkNoticeDir(temporaryDir())).rejects.toThrow(/没有 notice\.json，不是通报文件夹/)
  })
})

async function editDocx(dir: string, edit: (xml: string) => string): Promise<void> {
  const file = join(dir, '通报.docx')
  const files = await readZip(readFileSync(file))
  const before = files.get('word/document.xml')?.toString('utf8') ?? ''
  const after = edit(before)
  if (after === before) throw new Error('nothing was planted')
  files.set('word/document.xml', Buffer.from(after))
  writeFileSync(file, await writeZip(files, new Date(0)))
}

function editModel(dir: string, edit: (model: NoticeModel) => void): void {
  const file = join(dir, 'notice.json')
  const model = JSON.parse(readFileSync(file, 'utf8')) as NoticeModel
  edit(model)
  writeFileSync(file, JSON.stringify(model))
}
