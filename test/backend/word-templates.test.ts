import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readDocxText } from '../../electron/export/docx-text.ts'
import { readZip, writeZip } from '../../electron/export/zip.ts'
import { openBackend, openBatch, type TestBackend } from './support.ts'

async function workspace(): Promise<TestBackend & { dir: string }> {
  const dir = mkdtempSync(join(tmpdir(), '模板-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return { ...(await openBackend(join(dir, 'w'))), dir }
}

/** A starter template with its text changed. */
async function changed(
  test: TestBackend & { dir: string },
  edit: (xml: string) => string,
  name = '我的模板.docx'
): Promise<string> {
  const { path } = await test.call('templates.starter', { profile: 'anhui', outFile: join(test.dir, '起点.docx') })
  const files = await readZip(readFileSync(path))
  const before = files.get('word/document.xml')?.toString('utf8') ?? ''
  const after = edit(before)
  if (after === before) throw new Error('nothing was planted')
  files.set('word/document.xml', Buffer.from(after))
  const file = join(test.dir, name)
  writeFileSync(file, await writeZip(files, new Date(0)))
  return file
}

const take = (test: TestBackend, path: string) =>
  test.call('templates.import', { source: { path }, id: null, title: null, profile: 'anhui' })

describe('templates', () => {
  it('keeps the starter template as it is, without a fault, and removes it again', async () => {
    const test = await workspace()
    const { path, name } = await test.call('templates.starter', { profile: 'anhui', outFile: null })
    expect(name).toBe('通报模板-anhui.docx')
    const { template, check } = await take(test, path)
    expect(check).toEqual({ ok: true, faults: [] })
    expect(template.title).toBe('通报模板-anhui')
    expect(template.placeholders).toContain('#附件2')
    expect((await test.call('templates.list', {})).templates).toEqual([template])
    await test.call('templates.remove', { id: template.id })
    expect((await test.call('templates.list', {})).templates).toEqual([])
    await expect(test.call('templates.remove', { id: template.id })).rejects.toThrow(/没有编号为/)
  })

  it('names each unknown, unclosed, crossed and wide placeholder with the nearest known name', async () => {
    const test = await workspace()
    const file = await changed(test, (xml) =>
      xml
        .replace('{标题}', '{标提}')
        .replace('{主送机关}', '｛主送机关｝')
        .replace('{/附件1合计}', '')
        .replace('{日期}', '{附件1} {网站检查术} {地区 {日期}')
    )
    const { check } = await take(test, file)
    expect(check.ok).toBe(false)
    const held = check.faults.filter(({ kind }) => kind !== 'missing')
    expect(held.map(({ kind, suggestion }) => [kind, suggestion])).toEqual(
      expect.arrayContaining([
        ['syntax', '{主送机关}'],
        ['unknown', '{标题}'],
        ['loop', '{/附件1合计}'],
        ['unknown', '{网站检查数}'],
        ['unknown', '{#附件1}']
      ])
    )
    expect(held.map(({ message }) => message)).toContain('占位符 {标提}在这份通报里没有对应的内容，是不是 {标题}？')
    expect(check.faults).toContainEqual({
      kind: 'missing',
      placeholder: '{标题}',
      message: '模板里没有 {标题}，导出的通报将不含通报标题。',
      suggestion: '{标题}'
    })
  })

  it('tells what may be written, in Chinese words, for tables from elsewhere too', async () => {
    const test = await workspace()
    const { figures, loops } = await test.call('templates.names', { profile: 'jieyang' })
    const names = figures.map(({ placeholder }) => placeholder)
    expect(names).toEqual(
      expect.arrayContaining(['{标题}', '{发文字号}', '{网站检查数}', '{新媒体合格率}', '{关停数}', '{新增名单}'])
    )
    expect(new Set(names).size).toBe(names.length)
    const changes = loops.find(({ fields }) => fields.includes('{原名称或原单位}'))
    expect(changes?.placeholder).toMatch(/^\{#附件\d\}…\{\/附件\d\}$/)
  })

  it('makes a starter for every shipped profile that has no fault', async () => {
    const test = await workspace()
    const { profiles } = await test.call('notices.profiles', {})
    expect(profiles.length).toBeGreaterThanOrEqual(6)
    for (const { id } of profiles) {
      const { path } = await test.call('templates.starter', { profile: id, outFile: null })
      const { check } = await test.call('templates.import', { source: { path }, id: null, title: null, profile: id })
      expect([id, check]).toEqual([id, { ok: true, faults: [] }])
    }
  })

  it('goes into the export, beside its own copy; a fault in it, or no browser, is one sentence', async () => {
    const test = await workspace()
    const batch = await openBatch(test, test.dir)
    await test.call('batches.complete', { batchId: batch })
    const request = { batchIds: [batch], profile: 'default', deadline: null, decimals: null }
    const made = await test.call('templates.starter', { profile: 'default', outFile: join(test.dir, '起点.docx') })
    const model = (await test.call('notices.preview', request)).model
    const tables = new Set(model.tables.map(({ label }) => label))
    // The starter shows every annex that the profile knows; this notice has fewer.
    const kept = async (path: string): Promise<string> =>
      (await test.call('templates.import', { source: { path }, id: null, title: null, profile: 'default' })).template.id
    const body = '{标题}本次检查{网站检查数}家，合格率{网站合格率}。'
    const files = await readZip(readFileSync(made.path))
    const xml = files.get('word/document.xml')?.toString('utf8') ?? ''
    files.set(
      'word/document.xml',
      Buffer.from(xml.replace(/<w:body>.*<\/w:body>/s, `<w:body><w:p><w:r><w:t>${body}</w:t></w:r></w:p></w:body>`))
    )
    writeFileSync(join(test.dir, '短.docx'), await writeZip(files, new Date(0)))
    const short = await kept(join(test.dir, '短.docx'))
    const outDir = join(test.dir, '导出')
    const exported = await test.call('notices.export', { ...request, outDir, template: short, pdf: true })
    expect(readdirSync(outDir).sort()).toEqual(['notice.json', '通报.docx', '通报模板.docx', '问题清单.xlsx', '附件.xlsx'])
    expect((await readDocxText(readFileSync(join(outDir, '通报.docx')))).paragraphs).toEqual([
      `${model.title}本次检查4家，合格率100%。`
    ])
    expect(exported.notes[0]).toBe(
      '没有生成 PDF：本机没有可用的浏览器，请安装 Chromium、Edge 或 Chrome 后再导出；其他文件已照常写出。'
    )
    expect(await test.call('notices.check', { dir: outDir })).toEqual({ ok: true, mismatches: [] })

    const whole = await kept(made.path)
    const elsewhere = join(test.dir, '另处')
    const outcome = test.call('notices.export', { ...request, outDir: elsewhere, template: whole })
    if (tables.size < 4) {
      await expect(outcome).rejects.toThrow(/不能用于这份通报：.*在这份通报里没有对应的内容/)
      expect(existsSync(elsewhere)).toBe(false)
    }
    await expect(test.call('notices.export', { ...request, outDir: null, template: '没有' })).rejects.toThrow(
      /没有编号为“没有”的 Word 模板/
    )
  })

  it('refuses what is dangerous, too large or no document, and keeps nothing', async () => {
    const test = await workspace()
    const { path } = await test.call('templates.starter', { profile: 'anhui', outFile: join(test.dir, '起点.docx') })
    const original = await readZip(readFileSync(path))
    const write = async (name: string, change: (files: Map<string, Buffer>) => void): Promise<string> => {
      const files = new Map(original)
      change(files)
      const file = join(test.dir, name)
      writeFileSync(file, await writeZip(files, new Date(0)))
      return file
    }
    const edit = (files: Map<string, Buffer>, part: string, from: string, to: string): void => {
      const text = files.get(part)?.toString('utf8') ?? ''
      if (!text.includes(from)) throw new Error(`no ${from} in ${part}`)
      files.set(part, Buffer.from(text.replace(from, to)))
    }
    const rels = 'word/_rels/document.xml.rels'
    const link =
      '<Relationship Id="x1" Type="http://x/image" Target="http://evil.example/a.png" TargetMode="External"/></Relationships>'
    const bad: [string, RegExp][] = [
      [
        await write('宏.docm', (files) =>
          edit(files, '[Content_Types].xml', 'wordprocessingml.document.main', 'macroEnabled.main')
        ),
        /带有宏/
      ],
      [await write('宏.docx', (files) => files.set('word/vbaProject.bin', Buffer.from('x'))), /带有宏/],
      [await write('外链.docx', (files) => edit(files, rels, '</Relationships>', link)), /指向外部的链接“http:\/\/evil/],
      [await write('嵌入.docx', (files) => files.set('word/embeddings/a.bin', Buffer.from('x'))), /嵌有其他文件/],
      [
        await write('实体.docx', (files) => edit(files, 'word/document.xml', '<w:document', '<!DOCTYPE x><w:document')),
        /不允许的声明/
      ],
      [
        await write('域.docx', (files) =>
          edit(
            files,
            'word/document.xml',
            '</w:body>',
            '<w:p><w:r><w:instrText>DDEAUTO c:\\cmd</w:instrText></w:r></w:p></w:body>'
          )
        ),
        /读取其他文件的域/
      ],
      [await write('炸弹.docx', (files) => files.set('word/media/a.bin', Buffer.alloc(40 * 1024 * 1024))), /内容过大/],
      [await write('表格.docx', (files) => files.delete('word/document.xml')), /不是 Word 文档/]
    ]
    writeFileSync(join(test.dir, '大.docx'), Buffer.alloc(2 * 1024 * 1024 + 1))
    writeFileSync(join(test.dir, '坏.docx'), 'PK broken')
    writeFileSync(join(test.dir, '旧.doc'), Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))
    bad.push(
      [join(test.dir, '大.docx'), /超过 2 MB/],
      [join(test.dir, '坏.docx'), /打不开/],
      [join(test.dir, '旧.doc'), /旧的 \.doc/]
    )
    for (const [file, message] of bad) await expect(take(test, file), file).rejects.toThrow(message)
    expect((await test.call('templates.list', {})).templates).toEqual([])
  })

  it('drops the path of the template’s own template, which Word writes into every file', async () => {
    const test = await workspace()
    const { path } = await test.call('templates.starter', { profile: 'anhui', outFile: join(test.dir, '起点.docx') })
    const files = await readZip(readFileSync(path))
    files.set(
      'word/_rels/settings.xml.rels',
      Buffer.from(
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="file:///C:\\Normal.dotm" TargetMode="External"/></Relationships>'
      )
    )
    const file = join(test.dir, '常见.docx')
    writeFileSync(file, await writeZip(files, new Date(0)))
    expect((await take(test, file)).check.ok).toBe(true)
  })
})
