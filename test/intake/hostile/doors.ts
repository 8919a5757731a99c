import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readDecisions } from '../../../electron/backend/decisions-file.ts'
import { readJsonFile } from '../../../electron/backend/read-json-file.ts'
import type { TestBackend } from '../../backend/support.ts'

export interface Desk extends TestBackend {
  batchId: string
  objectKey: string
  /** A folder beside the workspace for what a door wants as a folder. */
  aside: string
}

/** Goes through to the end: what a preview takes is also kept. Throws the refusal. */
export type Door = (desk: Desk, path: string) => Promise<unknown>

/** Sends the file as the window does. */
export async function upload({ call }: TestBackend, path: string): Promise<string> {
  const bytes = readFileSync(path)
  let uploadId: string | null = null
  const step = 1_000_000
  for (let at = 0; at === 0 || at < bytes.length; at += step) {
    const chunk = bytes.subarray(at, at + step).toString('base64')
    const answer: { uploadId: string } = await call('uploads.append', {
      uploadId,
      name: basename(path),
      chunk,
      last: at + step >= bytes.length
    })
    uploadId = answer.uploadId
  }
  return uploadId ?? ''
}

async function importRegistry({ call }: Desk, source: { path: string } | { uploadId: string }): Promise<unknown> {
  const { previewId } = await call('registry.preview', { sources: [source] })
  return call('registry.commit', { previewId, acceptValid: false })
}

const plan = { id: 'x-site', title: '甲', edition: '2024', region: '甲市', source: null }

/** Every way by which a file from elsewhere comes in. */
export const doors: Readonly<Record<string, Door>> = {
  'registry by path': (desk, path) => importRegistry(desk, { path }),
  'registry by upload': async (desk, path) => importRegistry(desk, { uploadId: await upload(desk, path) }),
  'replay: registry': ({ call }, path) => call('batches.replay', { record: {}, sources: [{ path }] }),
  'replay: record': async ({ call }, path) =>
    call('batches.replay', { record: await readJsonFile(path, '抽样记录'), sources: [] }),
  findings: ({ call, batchId }, path) => call('findings.import', { batchId, path }),
  columns: ({ call }, path) => call('columns.import', { source: { path }, objectKey: null }),
  'external table': ({ call }, path) => call('externals.preview', { source: { path } }),
  calendar: async ({ call }, path) => {
    const { previewId } = await call('calendars.preview', { source: { path } })
    return call('calendars.commit', { previewId })
  },
  'catalogue table': ({ call }, path) =>
    call('catalogues.importFile', { source: { path }, base: 'national-2019-site', plan: { ...plan, source: '甲市' } }),
  'catalogue JSON': async ({ call }, path) => call('catalogues.saveOverlay', { overlay: await readJsonFile(path, '指标目录') }),
  'word pack': async ({ call }, path) => {
    const { previewId } = await call('wordPacks.preview', { source: { path } })
    return call('wordPacks.commit', { previewId })
  },
  'Word template': ({ call }, path) => call('templates.import', { source: { path }, id: null, title: null, profile: 'anhui' }),
  'notice profile': async ({ call }, path) =>
    call('profiles.save', { profile: (await readJsonFile(path, '通报模板')) as Record<string, unknown> }),
  decisions: (_, path) => readDecisions(path),
  'package to verify': async ({ call }, path) => {
    const { problems } = await call('packages.verify', { file: path, heads: [], keyIds: [] })
    if (problems.length > 0) throw new Error(problems[0]?.message)
  },
  'package to merge': ({ call }, path) => call('merge.packages', { paths: [path] }),
  'time authority': async ({ call }, path) => call('stamps.saveAuthority', { authority: await readJsonFile(path, '时间戳机构') }),
  evidence: async (desk, path) =>
    desk.call('evidence.addFile', { batchId: desk.batchId, objectKey: desk.objectKey, uploadId: await upload(desk, path) }),
  'notice folder': async ({ call, aside }, path) => {
    mkdirSync(aside, { recursive: true })
    // Its own readers take each file by its name.
    for (const name of ['notice.json', '附件.xlsx', '问题清单.xlsx', '通报.docx']) copyFileSync(path, join(aside, name))
    const { ok, mismatches } = await call('notices.check', { dir: aside })
    if (!ok) throw new Error(mismatches[0])
  }
}

/** Where trying is itself an act for the custody record: one entry in the log, and no row. */
export const recordedDoors: ReadonlySet<string> = new Set(['package to verify'])
