import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoredBatch } from '../../db/store-types.ts'
import type { Batch, TargetRow } from '../contract/batches.ts'
import type { Input, Output } from '../contract/index.ts'
import { writeFileDurably } from '../disk/durable-file.ts'
import { XunchaError } from '../domain/errors.ts'
import { buildRecord, replayRecord } from '../domain/sample-record.ts'
import { drawBatch, previewDraw, samplingAlgorithm } from '../domain/sampling.ts'
import { chunks } from '../events/append.ts'
import type { NewEvent } from '../events/types.ts'
import { adoptionObstacle, editionFor } from './batch-edition.ts'
import { batchOf } from './batch-lookup.ts'
import { scoreBatch, type ScoredTarget } from './batch-scores.ts'
import type { BackendContext, Feature } from './context.ts'
import { toFaultOfDisk } from './disk-fault.ts'
import type { Spelling } from './pinyin.ts'
import { compareSources } from './read-sources.ts'
import { contentHash, sha256 } from './sha256.ts'
import type { Uploads } from './uploads-feature.ts'

type Procedures =
  | 'batches.previewDraw'
  | 'batches.create'
  | 'batches.list'
  | 'batches.get'
  | 'batches.adoptCatalogue'
  | 'batches.targets'
  | 'batches.replay'

export function batchesFeature(ctx: BackendContext, uploads: Uploads, exportsDir: string): Feature<Procedures> {
  async function create(request: Input<'batches.create'>): Promise<Output<'batches.create'>> {
    const { catalogueId, design: drawnBy, decisions: given = [] } = request
    const { catalogue, decisions } = editionFor(ctx, { catalogueId, object: drawnBy.object, decisions: given })
    const draw = drawBatch(ctx.store.registryObjects(request.design.object), request.design, sha256)
    const { title, period, design } = request
    const record = buildRecord({ draw, design, title, period, catalogueId: catalogue.id }, sha256)
    const inFrame = new Set(draw.frameEntries.map(({ key }) => key))
    const frame = ctx.store.registryObjects(design.object).filter(({ key }) => inFrame.has(key))
    const batchId = ctx.ids.next()
    const opened: NewEvent = {
      type: 'batch.opened',
      payload: {
        batchId,
        title,
        period,
        object: design.object,
        catalogue,
        catalogueHash: contentHash(catalogue),
        registryHash: contentHash(frame),
        design,
        algorithm: samplingAlgorithm,
        frame: draw.frame,
        drawn: draw.drawn.length,
        strata: draw.strata,
        recordHash: record.recordHash,
        allowHosts: request.allowHosts ?? [],
        decisions
      }
    }
    const drawn = chunks(draw.drawn).map((targets): NewEvent => ({ type: 'batch.targets-drawn', payload: { batchId, targets } }))
    const recordPath = join(exportsDir, `抽样记录-${batchId}.json`)
    try {
      await writeFileDurably(recordPath, `${JSON.stringify(record, null, 2)}\n`)
    } catch (error) {
      throw toFaultOfDisk(error, '抽样记录没有写成，批次没有建立')
    }
    try {
      ctx.store.append([opened, ...drawn])
    } catch (error) {
      await rm(recordPath, { force: true })
      throw error
    }
    ctx.emit('workspace.changed', { topics: ['batches', 'targets', 'workspace'], batchId })
    return { batch: listed(ctx, batchOf(ctx.store, batchId)), recordPath }
  }

  function adopt({ batchId, catalogueId, decisions: given = [], reason }: Input<'batches.adoptCatalogue'>) {
    const batch = batchOf(ctx.store, batchId)
    const { catalogue, decisions } = editionFor(ctx, { catalogueId, object: batch.object, decisions: given })
    const obstacle = adoptionObstacle(ctx.store, batch, catalogue)
    if (obstacle !== null) throw new XunchaError('bad-input', obstacle)
    const adoptionId = ctx.ids.next()
    const catalogueHash = contentHash(catalogue)
    const previousHash = batch.catalogueHash
    const payload = { adoptionId, batchId, catalogue, catalogueHash, previousHash, reason, decisions }
    ctx.store.append([{ type: 'batch.catalogue-adopted', payload }])
    ctx.emit('workspace.changed', { topics: ['batches', 'targets', 'findings'], batchId })
    return { batch: listed(ctx, batchOf(ctx.store, batchId)) }
  }

  return {
    handlers: {
      'batches.previewDraw': ({ design }) => previewDraw(ctx.store.registryObjects(design.object), design),
      'batches.create': create,
      'batches.list': () => {
        const counts = ctx.store.targetCounts()
        return { batches: ctx.store.batches().map((batch) => listed(ctx, batch, counts)) }
      },
      'batches.get': ({ batchId }) => {
        const batch = batchOf(ctx.store, batchId)
        return { batch: listed(ctx, batch), catalogue: batch.catalogue, adoptions: ctx.store.adoptions(batchId) }
      },
      'batches.adoptCatalogue': adopt,
      'batches.targets': async ({ batchId }) => {
        // The dictionary of readings is large: read when the first list is asked for.
        const { spellingOf } = await import('./pinyin.ts')
        const scored = scoreBatch(ctx.store, batchOf(ctx.store, batchId))
        return { targets: scored.map((one) => rowOf(one, spellingOf(one.target.object.name))) }
      },
      'batches.replay': async ({ record, sources }) => {
        const { changes } = await compareSources(sources, [], { uploads, files: ctx.files })
        const differences = replayRecord(
          record,
          changes.map(({ object }) => object),
          sha256
        )
        return { same: differences.length === 0, differences }
      }
    }
  }
}

function listed(ctx: BackendContext, batch: StoredBatch, counts = ctx.store.targetCounts()): Batch {
  const { batchId, catalogue, ...rest } = batch
  const { all, inProgress, inspected } = counts.get(batchId) ?? { all: 0, inProgress: 0, inspected: 0 }
  // Of a work package only its own targets are here: what is to be done is these.
  const drawn = Math.min(rest.drawn, all)
  return { id: batchId, ...rest, drawn, catalogueId: catalogue.id, catalogueTitle: catalogue.title, inProgress, inspected }
}

function rowOf({ target, score }: ScoredTarget, spelling: Spelling): TargetRow {
  const { object, objectKey, state, inspector } = target
  const { name, unit, stratum, url } = object
  const { code, outcome, problems } = score
  return {
    objectKey,
    name,
    unit,
    stratum,
    code,
    url,
    ...spelling,
    state,
    outcome,
    problems,
    score: score.score,
    inspector,
    object
  }
}
