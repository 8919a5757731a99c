import type { Input, Output } from '../contract/index.ts'
import type { registryProcedures } from '../contract/registry.ts'
import { XunchaError, type InputFault } from '../domain/errors.ts'
import type { ImportFileCounts } from '../domain/registry.ts'
import type { RegistryChange, RegistryDiff } from '../domain/registry-diff.ts'
import { chunks } from '../events/append.ts'
import type { NewEvent } from '../events/types.ts'
import type { BackendContext, Feature } from './context.ts'
import { compareSources } from './read-sources.ts'
import { registryPages } from './registry-pages.ts'
import type { Uploads } from './uploads-feature.ts'

/** A preview left lying longer than this is dropped. */
const previewMinutes = 30
const keptPreviews = 4
/** Changes of one kind sent to the screen. */
const shownChanges = 5000

interface Preview {
  diff: RegistryDiff
  madeAt: number
}

type Procedures = keyof typeof registryProcedures

export function registryFeature(ctx: BackendContext, uploads: Uploads): Feature<Procedures> {
  const previews = new Map<string, Preview>()
  const pages = registryPages(ctx)

  function find(previewId: string): Preview {
    const known = previews.get(previewId)
    const age = known ? Date.parse(ctx.clock.now()) - known.madeAt : 0
    if (known && age <= previewMinutes * 60_000) return known
    previews.delete(previewId)
    throw new XunchaError('bad-input', '这次预览已失效（名录已有变动或时间过久）；请重新选择文件预览。')
  }

  async function preview({ sources }: Input<'registry.preview'>): Promise<Output<'registry.preview'>> {
    const diff = await ctx.job('读取名录', (job) =>
      compareSources(sources, ctx.store.registryObjects(null), { uploads, files: ctx.files }, job)
    )
    const previewId = ctx.ids.next()
    for (const oldest of [...previews.keys()].slice(0, Math.max(0, previews.size - keptPreviews + 1))) previews.delete(oldest)
    previews.set(previewId, { diff, madeAt: Date.parse(ctx.clock.now()) })
    return {
      previewId,
      files: diff.files,
      changes: shown(diff.changes),
      sites: diff.sites,
      accounts: diff.accounts,
      canCommit: rejectedOf(diff.files) === 0
    }
  }

  function commit({ previewId, acceptValid }: Input<'registry.commit'>): Output<'registry.commit'> {
    const { diff } = find(previewId)
    assertImportable(diff, acceptValid)
    const importId = ctx.ids.next()
    ctx.store.append(importEvents(importId, diff, acceptValid && rejectedOf(diff.files) > 0))
    // Every other preview compared with a registry that is no more.
    previews.clear()
    ctx.emit('workspace.changed', { topics: ['registry', 'workspace'], batchId: null })
    return { importId, files: diff.files, sites: diff.sites, accounts: diff.accounts }
  }

  return {
    handlers: {
      'registry.list': ({ object }) => ({ objects: ctx.store.registryObjects(object) }),
      'registry.page': pages.page,
      'registry.places': pages.places,
      'registry.named': pages.named,
      'registry.imports': () => ({ imports: ctx.store.imports() }),
      'registry.preview': preview,
      'registry.commit': commit,
      'registry.discard': ({ previewId }) => {
        previews.delete(previewId)
        return {}
      }
    },
    close: pages.close
  }
}

const rejectedOf = (files: readonly ImportFileCounts[]): number => files.reduce((sum, file) => sum + file.rejected.length, 0)

function assertImportable(diff: RegistryDiff, acceptValid: boolean): void {
  const rejected = rejectedOf(diff.files)
  const rows = diff.files.reduce((sum, file) => sum + file.rows, 0)
  if (rejected === 0) return
  const faults = diff.files.flatMap(({ file, rejected: list }) => list.map((fault): InputFault => ({ file, ...fault })))
  if (!acceptValid) {
    const message = `名录中有 ${rejected} 行不合格，没有导入任何内容；请按明细修改后重试，或选择只导入合格的行。`
    throw new XunchaError('registry-rejected', message, { faults })
  }
  if (rejected === rows) {
    throw new XunchaError('registry-rejected', '名录中没有一行合格，没有导入任何内容；请按明细修改后重试。', { faults })
  }
}

function importEvents(importId: string, diff: RegistryDiff, acceptedValid: boolean): NewEvent[] {
  const changes = diff.changes.map(({ op, object }) => ({ op, object }))
  return [
    { type: 'registry.imported', payload: { importId, files: diff.files, acceptedValid } },
    ...chunks(changes).map((part): NewEvent => ({ type: 'registry.objects-changed', payload: { importId, changes: part } }))
  ]
}

function shown(changes: readonly RegistryChange[]): RegistryChange[] {
  const sent = { added: 0, changed: 0, closed: 0 }
  return changes.filter(({ op }) => {
    sent[op] += 1
    return sent[op] <= shownChanges
  })
}
