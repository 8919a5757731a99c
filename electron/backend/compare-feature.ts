import type { compareProcedures } from '../contract/compare.ts'
import type { Input, Output } from '../contract/index.ts'
import { XunchaError } from '../domain/errors.ts'
import type { Evidence } from '../domain/inspection.ts'
import { diffBlocks } from '../domain/text-diff.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import type { BackendContext, Feature } from './context.ts'

type Compared = Output<'compare.run'>

/** Largest archive that is read for its text. */
const archiveLimit = 64 * 1024 * 1024

/** 比对: an object's page in an earlier capture and in a later one, by text and by picture. Reads evidence, writes nothing. */
export function compareFeature({ store }: BackendContext, evidence: EvidenceStore): Feature<keyof typeof compareProcedures> {
  function captures({ objectKey }: Input<'compare.captures'>): Output<'compare.captures'> {
    return {
      captures: store
        .batches()
        .flatMap(({ batchId, period, title: batchTitle }) =>
          store
            .evidence(batchId, objectKey)
            .filter((one) => fileOf(one, 'image') !== undefined || fileOf(one, 'archive') !== undefined)
            .map((one) => ({ evidence: one, period, batchTitle }))
        )
        .sort((a, b) => (a.evidence.capturedAt < b.evidence.capturedAt ? -1 : 1))
    }
  }

  function known(id: string): Evidence {
    const found = store.evidenceById(id)
    if (found === null) throw new XunchaError('unknown-evidence', '没有这份证据；请刷新后重试。')
    return found
  }

  async function compareTexts(before: Evidence, after: Evidence): Promise<Compared['text']> {
    const [left, right] = [await blocksOf(before), await blocksOf(after)]
    return left === null || right === null
      ? { reason: '其中一次取证没有可读的网页存档，不能比对文字。' }
      : diffBlocks(left, right)
  }
  async function blocksOf(one: Evidence): Promise<string[] | null> {
    const file = fileOf(one, 'archive')
    if (file === undefined || file.size > archiveLimit) return null
    // Parser and picture library are large: read when the first pages are compared.
    const { archiveBlocks } = await import('../capture/archive-text.ts')
    return archiveBlocks(await evidence.read(file.sha256))
  }

  async function comparePages(before: Evidence, after: Evidence): Promise<Compared['picture']> {
    const [left, right] = [fileOf(before, 'image'), fileOf(after, 'image')]
    if (left === undefined || right === undefined) return { reason: '其中一次取证没有图片，不能比对图片。' }
    const { assertComparable, comparePictures } = await import('../evidence/picture-diff.ts')
    const { decodePixels } = await import('../evidence/pixels.ts')
    // Asked before decoding: a picture is large only when it is unpacked.
    assertComparable(before)
    assertComparable(after)
    return comparePictures(
      await decodePixels(await evidence.read(left.sha256)),
      await decodePixels(await evidence.read(right.sha256))
    )
  }

  async function run(input: Input<'compare.run'>): Promise<Compared> {
    const [before, after] = [known(input.before), known(input.after)]
    if (before.objectKey !== after.objectKey) throw new XunchaError('bad-input', '两份证据不属于同一个对象，不能比对。')
    return {
      text: await orReason(compareTexts(before, after)),
      picture: await orReason(comparePages(before, after))
    }
  }

  return { handlers: { 'compare.captures': captures, 'compare.run': run } }
}

const fileOf = (one: Evidence, role: Evidence['files'][number]['role']) => one.files.find((file) => file.role === role)

/** A file that is gone or cannot be read spoils its own part only. */
const orReason = <T>(part: Promise<T>): Promise<T | { reason: string }> =>
  part.catch((error: unknown) => {
    if (error instanceof XunchaError) return { reason: error.message }
    throw error
  })
