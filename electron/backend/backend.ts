import { userInfo } from 'node:os'
import { lockWorkspace } from '../../db/lock.ts'
import { openStore, upgradeStore } from '../../db/open.ts'
import type { Store } from '../../db/store-types.ts'
import { backendEvents } from '../contract/index.ts'
import type { Reply } from '../contract/rpc.ts'
import { createEvidenceStore } from '../evidence/store.ts'
import { createActs } from './acts.ts'
import { annotationsFeature } from './annotations-feature.ts'
import { batchesFeature } from './batches-feature.ts'
import { calendarsFeature } from './calendars-feature.ts'
import { catalogueFilesFeature } from './catalogue-files-feature.ts'
import { cataloguesFeature } from './catalogues-feature.ts'
import { checkingFeature } from './checking-feature.ts'
import { checksFeature } from './checks-feature.ts'
import { columnsFeature } from './columns-feature.ts'
import { compareFeature } from './compare-feature.ts'
import type { BackendContext, BackendOptions, Feature } from './context.ts'
import { draftsFeature } from './drafts-feature.ts'
import { evidenceExportsFeature } from './evidence-exports-feature.ts'
import { evidenceFilesFeature } from './evidence-files-feature.ts'
import { externalTablesFeature } from './external-tables-feature.ts'
import { conflictsFeature } from './conflicts-feature.ts'
import { createFileReader } from './file-reader.ts'
import { forkReader } from './fork-reader.ts'
import { hintsFeature } from './hints-feature.ts'
import { identityFeature } from './identity-feature.ts'
import { createJobs } from './jobs-feature.ts'
import { knownChecks } from './known-checks.ts'
import { lineFeature } from './line-feature.ts'
import { mergeFeature } from './merge-feature.ts'
import { noticeProfilesFeature } from './notice-profiles-feature.ts'
import { noticesFeature } from './notices-feature.ts'
import { overviewFeature } from './overview-feature.ts'
import { packagesFeature } from './packages-feature.ts'
import { pagesFeature } from './pages-feature.ts'
import { phrasesFeature } from './phrases-feature.ts'
import { registryFeature } from './registry-feature.ts'
import { termsFeature } from './terms-feature.ts'
import { createRouter } from './router.ts'
import { batchesWithSample, createSample } from './sample.ts'
import { findServedFile } from './served-file.ts'
import type { ServedFile } from './static-file.ts'
import { sidePanelFeature } from './side-panel-feature.ts'
import { stampsFeature } from './stamps-feature.ts'
import { sweepsFeature } from './sweeps-feature.ts'
import { unitPacketsFeature } from './unit-packets-feature.ts'
import { createUploads } from './uploads-feature.ts'
import { watchFeature } from './watch-feature.ts'
import { whatIfFeature } from './what-if-feature.ts'
import { wordPacksFeature } from './word-packs-feature.ts'
import { wordTemplatesFeature } from './word-templates-feature.ts'
import { workFeature } from './work-feature.ts'
import { authorSetting, workspaceFeature } from './workspace-feature.ts'
import { makeRoot, makeSubfolders, workspaceFolder } from './workspace-folder.ts'

export interface Backend {
  /** The folder in use, absolute. */
  readonly workspaceDir: string
  call(procedure: string, input: unknown): Promise<Reply<unknown>>
  /** Returns the function that stops listening. */
  onEvent(listener: (name: string, payload: unknown) => void): () => void
  /** The file behind a relative address of the renderer (`evidence/<sha256>`, `exports/<file>`), or null. */
  servedFile(path: string): ServedFile | null
  close(): Promise<void>
}

/**
 * Opens the workspace for this process alone and answers for it. Throws `XunchaError` when it cannot be opened (in use,
 * newer, damaged, disk); nothing of it is changed then. An empty `workspaceDir` means the default folder.
 */
export async function createBackend(options: BackendOptions): Promise<Backend> {
  const folder = workspaceFolder(options.workspaceDir)
  makeRoot(folder)
  const lock = lockWorkspace(folder.dir)
  try {
    makeSubfolders(folder)
    const { clock, ids } = options
    const upgraded = await upgradeStore(folder.database, { backupsDir: folder.backups, clock })
    if (upgraded.backup !== null) options.log.info(upgraded, 'workspace upgraded')
    const user = machineUser()
    let author = (): string => user
    const store = openStore(folder.database, { clock, ids, author: () => author() })
    author = () => store.setting(authorSetting) ?? user
    const backend = compose({ ...options, workspaceDir: folder.dir }, store, author, folder)
    return {
      ...backend,
      async close() {
        await backend.close()
        store.close()
        lock.release()
      }
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

function compose(
  options: BackendOptions,
  store: Store,
  author: () => string,
  folder: { evidence: string; exports: string; uploads: string; backups: string }
): Backend {
  const listeners = new Set<(name: string, payload: unknown) => void>()
  const emit: BackendContext['emit'] = (event, payload) => {
    const parsed = backendEvents[event].safeParse(payload)
    if (!parsed.success) return options.log.error({ err: parsed.error, event }, 'event does not fit the contract')
    for (const listener of listeners) listener(event, parsed.data)
  }
  const jobs = createJobs({ emit, ids: options.ids })
  const files = createFileReader(options.startReader ?? forkReader)
  const ctx: BackendContext = { ...options, store, files, author, emit, job: jobs.run }
  const evidence = createEvidenceStore(folder.evidence)
  const uploads = createUploads(ctx, folder.uploads)
  const registry = registryFeature(ctx, uploads)
  const batches = batchesFeature(ctx, uploads, folder.exports)
  const sample = createSample(ctx, {
    async importRegistry(path) {
      const { previewId } = await registry.handlers['registry.preview']({ sources: [{ path }] })
      await registry.handlers['registry.commit']({ previewId, acceptValid: false })
    },
    async createBatch(request) {
      const { batch } = await batches.handlers['batches.create'](request)
      return { batchId: batch.id }
    }
  })
  const workspace = workspaceFeature(ctx, sample)
  const acts = createActs(store)
  const checking = checkingFeature(ctx, evidence, acts)
  const pages = pagesFeature(ctx, evidence)
  const notices = noticesFeature(ctx)
  const sweeps = sweepsFeature(ctx, knownChecks)
  const watch = watchFeature(ctx)
  const router = createRouter(
    {
      ...workspace.handlers,
      ...jobs.feature.handlers,
      ...uploads.feature.handlers,
      ...registry.handlers,
      ...batchesWithSample(batches.handlers, sample),
      ...checking.handlers,
      ...pages.handlers,
      ...evidenceFilesFeature(ctx, evidence, uploads).handlers,
      ...notices.handlers,
      ...sidePanelFeature(ctx, pages.shownPage).handlers,
      ...annotationsFeature(ctx, evidence, folder.exports).handlers,
      ...evidenceExportsFeature(ctx, evidence, folder.exports).handlers,
      ...cataloguesFeature(ctx).handlers,
      ...catalogueFilesFeature(ctx, uploads, folder.exports).handlers,
      ...calendarsFeature(ctx, uploads).handlers,
      ...columnsFeature(ctx, uploads, acts).handlers,
      ...termsFeature(ctx).handlers,
      ...lineFeature(ctx, acts).handlers,
      ...draftsFeature(ctx).handlers,
      ...phrasesFeature(ctx).handlers,
      ...whatIfFeature(ctx).handlers,
      ...overviewFeature(ctx).handlers,
      ...noticeProfilesFeature(ctx).handlers,
      ...externalTablesFeature(ctx, uploads).handlers,
      ...wordTemplatesFeature(ctx, uploads).handlers,
      ...checksFeature(ctx).handlers,
      ...hintsFeature(ctx, acts, knownChecks).handlers,
      ...sweeps.handlers,
      ...wordPacksFeature(ctx, uploads).handlers,
      ...watch.handlers,
      ...compareFeature(ctx, evidence).handlers,
      ...packagesFeature(ctx, evidence, folder.exports).handlers,
      ...identityFeature(ctx).handlers,
      ...mergeFeature(ctx, evidence, folder.backups).handlers,
      ...conflictsFeature(ctx).handlers,
      ...stampsFeature(ctx).handlers,
      ...workFeature(ctx, evidence, folder.exports).handlers,
      ...unitPacketsFeature(ctx, evidence, folder.exports).handlers
    },
    options.log
  )
  const features: readonly Pick<Feature<never>, 'close'>[] = [
    files,
    sweeps,
    jobs.feature,
    watch,
    pages,
    notices,
    checking,
    batches,
    registry,
    workspace,
    uploads.feature
  ]

  return {
    workspaceDir: options.workspaceDir,
    call: (procedure, input) => router.call(procedure, input),
    onEvent(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    servedFile: (path) => findServedFile(path, { store, evidence, exportsDir: folder.exports }),
    async close() {
      const finished = router.close()
      for (const feature of features) await feature.close?.()
      await finished
      listeners.clear()
    }
  }
}

function machineUser(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run under a number that has no name.
    return '检查员'
  }
}
