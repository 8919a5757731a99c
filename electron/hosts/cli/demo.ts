import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { PageHost } from '../../capture/page-driver.ts'
import { XunchaError } from '../../domain/errors.ts'
import type { Evidence } from '../../domain/inspection.ts'
import { findBrowser } from '../chromium/find-browser.ts'
import { createChromiumHost } from '../chromium/playwright-host.ts'
import { differences, readExpected } from './demo-expected.ts'
import type { Expected, ExpectedTarget } from './demo-expected.ts'
import { sealDemo } from './demo-package.ts'
import { summaryLines, type DemoSummary } from './demo-summary.ts'
import { productVersion, resourcesDir } from './project-root.ts'
import { openSession } from './session.ts'
import type { Session } from './session.ts'
import { print, readArgs, say, wrongUsage } from './terminal.ts'

const usage = 'demo --out 文件夹 [--json]'

type Inspected = Omit<DemoSummary, 'package'>

type Call = Session['call']

/** A page is looked at for so long; what has not come by then counts as not opened (15 s in the rule). */
const patienceMs = 16_000
const summaryName = 'demo.json'

export async function run(args: string[]): Promise<number> {
  const { values } = readArgs(args, { out: { type: 'string' } }, usage)
  if (values.out === undefined || values.out === '') throw wrongUsage('要用 --out 给出存放结果的文件夹。', usage)
  const summary = await runDemo(resolve(values.out))
  print(values.json, summary, summaryLines(summary))
  return summary.asExpected ? 0 : 1
}

/** The main job on the shipped sample, without a screen: import, draw, inspect, capture, judge, score, notice. */
async function runDemo(out: string): Promise<DemoSummary> {
  const workspace = join(out, 'workspace')
  const executable = findBrowser()
  if (executable === null)
    throw new XunchaError('no-browser', '没有找到可用的浏览器，请安装 Chromium、Edge 或 Chrome，或者运行 xuncha doctor --fix。')
  await prepare(out, workspace)
  const pageHost = await createChromiumHost({ executable, version: productVersion() })
  try {
    const inspected = await inspectAll(workspace, out, pageHost, executable)
    say('五、封存证据，核验证据包')
    const [batch] = inspected.batches
    if (!batch) throw new XunchaError('internal', '示例没有批次，请反馈给开发者。')
    const sealed = await sealDemo(out, workspace, batch.id)
    say(`  证据 ${sealed.evidence} 份，文件 ${sealed.files} 个，日志 ${sealed.events} 条，核验通过`)
    const summary = { ...inspected, package: sealed }
    await writeFile(join(out, summaryName), `${JSON.stringify(summary, null, 2)}\n`)
    return summary
  } finally {
    await pageHost.close()
  }
}

async function inspectAll(workspace: string, out: string, pageHost: PageHost, browser: string): Promise<Inspected> {
  const session = await openSession({ workspace, pageHost, runtime: { browser } })
  try {
    return await inspect(session, out)
  } finally {
    await session.backend.close()
  }
}

/** A demo of before is replaced; anything else in the folder is left alone. */
async function prepare(out: string, workspace: string): Promise<void> {
  const isOldDemo = existsSync(join(out, summaryName))
  if (existsSync(workspace) && !isOldDemo)
    throw new XunchaError('bad-input', `文件夹 ${workspace} 已有内容，不是以前的示例，请用 --out 另选一个文件夹。`)
  if (isOldDemo)
    for (const name of ['workspace', 'captures', '通报-default', '通报-anhui', '证据包.zip'])
      await rm(join(out, name), { recursive: true, force: true })
  await mkdir(join(out, 'captures'), { recursive: true })
  // Until the run is through, the folder says that a demo began here.
  await writeFile(join(out, summaryName), '{}\n')
}

async function inspect({ backend, call }: Session, out: string): Promise<Inspected> {
  const expected = readExpected(resourcesDir())
  const incidents: DemoSummary['incidents'] = []
  let current = ''
  const stop = backend.onEvent((name, payload) => {
    if (name !== 'page.incident') return
    const { kind, detail } = payload as { kind: string; detail: string }
    incidents.push({ object: current, kind, detail })
  })
  await call('workspace.setAuthor', { author: '示例检查员' })

  say('一、导入名录，抽取批次')
  const registryFile = join(out, '名录.csv')
  await copyFile(join(resourcesDir(), 'samples/yunling/名录.csv'), registryFile)
  const { batchId } = await call('workspace.openSample', {})
  const listed = await call('batches.list', {})
  const accountBatch = listed.batches.find((batch) => batch.object === 'account')
  if (!accountBatch) throw new XunchaError('internal', '示例的新媒体批次没有建立，请反馈给开发者。')
  // Sites before accounts, as in a notice.
  const batches = [...listed.batches.filter((batch) => batch.id === batchId), accountBatch]
  const info = await call('workspace.info', {})
  say(`  网站 ${info.sites} 个，新媒体 ${info.accounts} 个`)
  for (const batch of batches) {
    const shares = batch.strata.map((stratum) => `${stratum.name} ${stratum.drawn}/${stratum.frame}`)
    say(`  ${batch.title}：在运行 ${batch.frame}，抽取 ${batch.drawn}（${shares.join('，')}）`)
  }

  say('二、逐个打开网站，取证，判定')
  const captures: DemoSummary['captures'] = []
  const { targets } = await call('batches.targets', { batchId })
  for (const target of targets) {
    const truth = expected.site.targets.find((one) => one.key === target.objectKey)
    if (!truth || target.url === null) throw new XunchaError('internal', `示例真值中没有 ${target.name}。`)
    current = target.objectKey
    const taken = await inspectTarget(call, { batchId, key: target.objectKey, url: target.url }, truth)
    // A page that tries one thing tries more: what comes late would be told of the next page, or not at all.
    if (incidents.some(({ object }) => object === current)) await wait(1_500)
    for (const { evidence, note } of taken)
      captures.push(await copyCapture(backend.servedFile, out, captures.length + 1, target, evidence, note))
    say(`  ${target.name}：取证 ${taken.length} 份${truth.findings.length > 0 ? `，问题 ${truth.findings.length} 条` : ''}`)
  }
  await call('page.close', {})
  stop()

  say('三、导入新媒体问题，完成检查，计分')
  const findingsFile = join(out, '新媒体问题.csv')
  await writeFile(findingsFile, accountFindings(expected))
  await call('findings.import', { batchId: accountBatch.id, path: findingsFile })
  const open = []
  for (const batch of batches) open.push(...(await call('batches.complete', { batchId: batch.id })).open)
  if (open.length > 0)
    throw new XunchaError('internal', `有 ${open.length} 个对象没有完成检查：${open.map((one) => one.reason).join('；')}`)
  const site = await call('scores.batch', { batchId })
  const account = await call('scores.batch', { batchId: accountBatch.id })
  const scoresFile = join(out, 'scores.json')
  await writeFile(scoresFile, `${JSON.stringify({ site, account }, null, 2)}\n`)
  const differing = differences(expected, site, account)
  say(
    `  网站：检查 ${site.summary.checked}，不合格 ${site.summary.failed}，存在问题 ${site.summary.withProblems}，合格率 ${site.summary.passRate}%`
  )
  say(`  新媒体：检查 ${account.summary.checked}，不合格 ${account.summary.failed}，合格率 ${account.summary.passRate}%`)
  say(
    differing.length === 0
      ? '  与手算的应得结果逐项一致'
      : `  与手算的应得结果有 ${differing.length} 处不一致：\n    ${differing.join('\n    ')}`
  )

  say('四、编写通报')
  const notices: DemoSummary['notices'] = []
  for (const profile of ['default', 'anhui']) {
    const request = { batchIds: batches.map((batch) => batch.id), profile, deadline: null, decimals: null }
    const { dir, files } = await call('notices.export', { ...request, outDir: join(out, `通报-${profile}`) })
    const check = await call('notices.check', { dir })
    if (!check.ok) throw new XunchaError('notice-mismatch', `通报复核不符：${check.mismatches.join('；')}`)
    notices.push({ profile, dir, files: files.map(({ name, sha256, size }) => ({ name, sha256, size })) })
    say(`  ${profile}：${files.map((file) => file.name).join('、')}（复核一致）`)
  }
  return {
    out,
    workspace: info.path,
    registry: { file: registryFile, sites: info.sites, accounts: info.accounts },
    batches: batches.map(({ id, title, frame, drawn, recordHash }) => ({
      id,
      title,
      frame,
      drawn,
      record: join(info.path, 'exports', `抽样记录-${id}.json`),
      recordHash
    })),
    captures,
    incidents,
    scores: { file: scoresFile, site: site.summary, account: account.summary },
    asExpected: differing.length === 0,
    differences: differing,
    notices,
    stateHash: (await call('state.hash', {})).stateHash
  }
}

interface Place {
  batchId: string
  key: string
  url: string
}

/** Opens the site, pictures and records every finding that is known of it, and completes it. */
async function inspectTarget(
  call: Call,
  { batchId, key, url }: Place,
  truth: ExpectedTarget
): Promise<{ evidence: Evidence; note: string }[]> {
  const taken: { evidence: Evidence; note: string }[] = []
  const visits = [
    ...truth.findings.map((finding) => ({ path: finding.path, note: finding.description, finding })),
    ...truth.captures.map((capture) => ({ path: capture.path, note: capture.note, finding: null }))
  ]
  await call('page.open', { batchId, objectKey: key, url: null })
  await loaded(call)
  for (const { path, note, finding } of visits) {
    const address = new URL(path, url).href
    if (path !== '') {
      await call('page.navigate', { url: address })
      await loaded(call)
    }
    // A page that does not come to an end has no whole.
    const { loading } = (await call('page.state', {})).state ?? { loading: true }
    const evidence = await call('page.capture', { mode: loading ? 'visible' : 'whole' })
    taken.push({ evidence, note })
    if (!finding) continue
    const { indicator: indicatorId, count, description, location } = finding
    await call('findings.record', {
      batchId,
      objectKey: key,
      indicatorId,
      count,
      description,
      location,
      url: address,
      observedAt: evidence.capturedAt,
      evidenceIds: [evidence.id]
    })
  }
  await call('targets.complete', { batchId, objectKey: key })
  return taken
}

async function loaded(call: Call): Promise<void> {
  const until = performance.now() + patienceMs
  while (performance.now() < until) {
    const { state } = await call('page.state', {})
    if (state && !state.loading) return
    await wait(100)
  }
}

/** Puts the picture where a person finds it, and checks it against its hash once more on the way. */
async function copyCapture(
  servedFile: Session['backend']['servedFile'],
  out: string,
  number: number,
  target: { objectKey: string; name: string },
  evidence: Evidence,
  note: string
): Promise<DemoSummary['captures'][number]> {
  const image = evidence.files.find((file) => file.role === 'image')
  const stored = image ? servedFile(`evidence/${image.sha256}`) : null
  if (!image || !stored) throw new XunchaError('evidence-missing', `${target.name} 的截图不在工作区里，请检查磁盘后重试。`)
  const bytes = await readFile(stored.file)
  if (createHash('sha256').update(bytes).digest('hex') !== image.sha256)
    throw new XunchaError('capture-failed', `${target.name} 的截图与记录的哈希不符，请检查磁盘后重试。`)
  const file = join(out, 'captures', `${String(number).padStart(2, '0')}-${target.name}.png`)
  await writeFile(file, bytes)
  const { width, height, quality } = evidence
  return { object: target.objectKey, name: target.name, note, file, sha256: image.sha256, width, height, quality }
}

const accountFindings = (expected: Expected) =>
  [
    '\uFEFF对象,指标,数量,问题描述',
    ...expected.account.findings.map((one) => [one.object, one.indicator, 1, one.description].join(','))
  ].join('\r\n')
