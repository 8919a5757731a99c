import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { design, importFile, openBackend, type TestBackend } from '../../backend/support.ts'
import { temporaryFolder } from '../../db/support.ts'
import { photo } from '../../support/photos.ts'
import { builtVerifyPage } from '../../support/verify-page.ts'

export const passphrase = '两台电脑的口令2026'

export interface Desk extends TestBackend {
  dir: string
}

export interface TwoDesks {
  first: Desk
  second: Desk
  batchId: string
  objectKeys: string[]
  names: string[]
  /** The first one's package before they part, and its key. */
  start: string
  firstKey: string
  /** A package of what stands on a desk. */
  pack(desk: Desk, name: string): Promise<string>
}

const offices = ['人力资源和社会保障局', '市场监督管理局', '教育体育局', '住房和城乡建设局', '卫生健康委员会', '应急管理局']
const names = offices.map((office) => `内蒙古自治区鄂尔多斯市东胜区${office}政务信息公开网`)
const head = '类别,名称,地区,主办单位,网站标识码,网址,平台,账号,状态'
const row = (name: string, at: number): string =>
  `网站,${name},东胜区,${name.slice(0, -7)},15060200${String(at).padStart(2, '0')},http://s${at}.example.com/,,,在运行`

async function desk(author: string): Promise<Desk> {
  const dir = temporaryFolder()
  const test = await openBackend(dir, { keysDir: `${dir}-keys` })
  await test.call('workspace.setAuthor', { author })
  return { ...test, dir }
}

/** Adds a photo as evidence of an object. @returns its id */
export async function addPhoto({ call }: Desk, batchId: string, objectKey: string, width: number): Promise<string> {
  const chunk = (await photo('jpg', { width, height: 900 })).toString('base64')
  const { uploadId } = await call('uploads.append', { uploadId: null, name: `截图${width}.jpg`, chunk, last: true })
  return (await call('evidence.addFile', { batchId, objectKey, uploadId })).id
}

export async function recordFinding(
  at: Desk,
  batchId: string,
  objectKey: string,
  count: number,
  evidenceIds: string[]
): Promise<void> {
  const description = `政策解读、人事信息等 ${count} 个栏目为空白栏目。`
  const url = 'http://s0.example.com/zwgk/fdzdgknr/zcjd/index.html'
  const place = { batchId, objectKey, indicatorId: 'W3' }
  const seen = { observedAt: '2023-09-25T02:00:00.000Z', location: '首页》政务公开》法定主动公开内容》政策解读' }
  await at.call('findings.record', { ...place, ...seen, count, description, url, evidenceIds })
}

/** One batch on two computers: the second one has not taken anything in yet. */
export async function twoDesks(): Promise<TwoDesks> {
  await builtVerifyPage()
  const [first, second] = [await desk('王检查'), await desk('阿拉腾其其格')]
  const file = join(first.dir, '名录.csv')
  writeFileSync(file, `${[head, ...names.map(row)].join('\r\n')}\r\n`)
  await importFile(first, file)
  const title = '鄂尔多斯市政府网站常态化监管第三季度抽查'
  const { batch } = await first.call('batches.create', {
    title,
    period: '2023年第三季度',
    catalogueId: 'national-2019-site',
    design: design({ strata: 'none' })
  })
  const batchId = batch.id
  const { targets } = await first.call('batches.targets', { batchId })
  const objectKeys = targets.map(({ objectKey }) => objectKey)
  await recordFinding(first, batchId, objectKeys[0] ?? '', 3, [await addPhoto(first, batchId, objectKeys[0] ?? '', 640)])
  const folder = temporaryFolder()
  const pack = async ({ call }: Desk, name: string): Promise<string> => {
    const made = await call('packages.create', { batchId, objectKeys: null, outFile: join(folder, name), passphrase })
    return made.file
  }
  const start = await pack(first, '一号机-开工.zip')
  const { keyId: firstKey } = await first
    .call('packages.verify', { file: start, heads: [], keyIds: [] })
    .then(({ signedBy }) => signedBy ?? { keyId: '' })
  return { first, second, batchId, objectKeys, names: targets.map(({ name }) => name), start, firstKey, pack }
}

/** Both judge without knowing of each other: five verdicts, and two fields of one finding. @returns how many conflicts that makes */
export async function judgeDifferently({ first, second, batchId, objectKeys }: TwoDesks): Promise<number> {
  const [kept = '', ...others] = objectKeys
  for (const objectKey of others) {
    await first.call('verdicts.give', { batchId, objectKey, indicatorId: 'W2', verdict: 'pass' })
    await second.call('verdicts.give', { batchId, objectKey, indicatorId: 'W2', verdict: 'not-applicable' })
    await addPhoto(second, batchId, objectKey, 480)
  }
  for (const [at, count, location] of [
    [first, 5, '首页》政务公开》政策》政策解读'],
    [second, 4, '首页》互动交流》意见征集']
  ] as const) {
    const [finding] = (await at.call('targets.get', { batchId, objectKey: kept })).findings
    if (finding === undefined) throw new Error('no finding to edit')
    const { inspector: _inspector, ...draft } = finding
    await at.call('findings.edit', { ...draft, count, location })
  }
  return others.length + 2
}
