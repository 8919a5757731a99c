import { basename } from 'node:path'
import type { Output } from '../contract/index.ts'
import type { BackendContext, Feature } from './context.ts'
import type { SampleService } from './sample.ts'

/** Key of the setting that holds the name of the person at the desk. */
export const authorSetting = 'author'

type Procedures = 'workspace.info' | 'workspace.setAuthor' | 'workspace.openSample' | 'state.hash' | 'state.rebuild'

export function workspaceFeature(ctx: BackendContext, sample: SampleService): Feature<Procedures> {
  const { store } = ctx
  const info = (): Output<'workspace.info'> => ({
    path: ctx.workspaceDir,
    name: basename(ctx.workspaceDir),
    device: store.setting('device') ?? '',
    author: ctx.author(),
    ...store.registryCounts(),
    batches: store.batches().length,
    events: store.eventCount(),
    stateHash: store.stateHash(),
    version: ctx.version,
    runtime: { ...ctx.runtime }
  })

  return {
    handlers: {
      'workspace.info': info,
      'workspace.setAuthor': ({ author }) => {
        store.setSetting(authorSetting, author)
        ctx.emit('workspace.changed', { topics: ['workspace'], batchId: null })
        return info()
      },
      'workspace.openSample': async () => {
        const { batchId } = await sample.open()
        ctx.emit('workspace.changed', { topics: ['registry', 'batches', 'targets', 'workspace'], batchId })
        return { batchId }
      },
      'state.hash': () => ({ stateHash: store.stateHash() }),
      'state.rebuild': () => {
        const rebuilt = store.rebuild()
        ctx.emit('workspace.changed', {
          topics: ['registry', 'batches', 'targets', 'findings', 'evidence', 'notices', 'columns', 'office', 'workspace'],
          batchId: null
        })
        return rebuilt
      }
    },
    close: () => sample.close()
  }
}
