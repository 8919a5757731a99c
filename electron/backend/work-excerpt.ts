/** What a work package takes along, read from the sender's workspace; and whether one that came holds together. */
import type { Store, StoredBatch } from '../../db/store-types.ts'
import { personName } from '../domain/work-package.ts'
import { workDocumentKinds, type WorkExcerpt, type WorkPart } from '../domain/work-excerpt.ts'
import { batchOf } from './batch-lookup.ts'

/** Earlier batches that go along with their objects: what the side panel shows of the past. */
const mostPast = 4

export function excerptOf(store: Store, batch: StoredBatch, objectKeys: ReadonlySet<string>): WorkExcerpt {
  const now = partOf(store, batch, objectKeys)
  const keys = now.targets.map(({ object }) => object.key)
  return {
    ...now,
    registry: store.registryObjects(batch.object).filter(({ key }) => objectKeys.has(key)),
    evidence: store.evidence(batch.batchId).filter(({ objectKey }) => objectKeys.has(objectKey)),
    columns: keys.flatMap((key) => store.siteColumns(key)),
    grounds: keys.flatMap((key) => store.dismissedGrounds(key)),
    documents: workDocumentKinds.options.flatMap((kind) => store.documents(kind).map((document) => ({ ...document, kind }))),
    past: store
      .batches()
      .filter((one) => one.object === batch.object && one.openedAt < batch.openedAt)
      .map((one) => partOf(store, one, objectKeys))
      .filter(({ targets }) => targets.length > 0)
      .slice(0, mostPast)
  }
}

function partOf(store: Store, batch: StoredBatch, objectKeys: ReadonlySet<string>): WorkPart {
  const has = ({ objectKey }: { objectKey: string }): boolean => objectKeys.has(objectKey)
  const { design } = batch
  return {
    batch: { ...batch, design: { ...design, mustInclude: design.mustInclude.filter((key) => objectKeys.has(key)) } },
    targets: store
      .targets(batch.batchId)
      .filter(has)
      .map(({ object, order, state, inspector }) => ({ object: { ...object, order }, state, inspector })),
    verdicts: store
      .verdicts(batch.batchId)
      .filter(has)
      .map(({ objectKey, indicatorId, verdict, inspector, time }) => ({ objectKey, indicatorId, verdict, inspector, time })),
    findings: store.findings(batch.batchId).filter(has)
  }
}

/** Whether every row of the excerpt is about its own targets: the sender's key vouches for who sent it, not for what is in it. */
export function holdsTogether(excerpt: WorkExcerpt, files: ReadonlyMap<string, number>): boolean {
  const { registry, evidence, columns, grounds, past, ...now } = excerpt
  const keys = new Set(now.targets.map(({ object }) => object.key))
  const isOwn = ({ objectKey }: { objectKey: string }): boolean => keys.has(objectKey)
  const isWhole = ({ batch, targets, verdicts, findings }: WorkPart): boolean => {
    const there = new Set(targets.map(({ object }) => object.key))
    return (
      there.size === targets.length &&
      [...there].every((key) => keys.has(key)) &&
      targets.every(({ object }) => object.kind === batch.object) &&
      verdicts.every(({ objectKey }) => there.has(objectKey)) &&
      findings.every((one) => one.batchId === batch.batchId && there.has(one.objectKey))
    )
  }
  const named = new Map(evidence.flatMap((one) => one.files.map(({ sha256, size }) => [sha256, size] as const)))
  return (
    isWhole(now) &&
    past.every((part) => part.batch.batchId !== now.batch.batchId && isWhole(part)) &&
    registry.every(({ key }) => keys.has(key)) &&
    evidence.every((one) => one.batchId === now.batch.batchId && isOwn(one)) &&
    columns.every(isOwn) &&
    grounds.every(isOwn) &&
    named.size === files.size &&
    [...named].every(([sha256, size]) => files.get(sha256) === size)
  )
}

/** Targets of the batch as people write them: object key, 网站标识码 or name. Names that fit none, or several, come back. */
export function targetsNamed(store: Store, batchId: string, names: readonly string[]): { keys: string[]; unknown: string[] } {
  batchOf(store, batchId)
  const byName = new Map<string, Set<string>>()
  for (const { objectKey, object } of store.targets(batchId)) {
    const { siteCode, platform, accountId } = object
    const account = platform === null || accountId === null ? null : `${platform}:${accountId}`
    for (const name of [objectKey, object.name, siteCode, account]) {
      if (name === null) continue
      const known = byName.get(personName(name))
      if (known === undefined) byName.set(personName(name), new Set([objectKey]))
      else known.add(objectKey)
    }
  }
  const keys = new Set<string>()
  const unknown: string[] = []
  for (const name of names) {
    const [key, second] = byName.get(personName(name)) ?? []
    if (key === undefined || second !== undefined) unknown.push(name)
    else keys.add(key)
  }
  return { keys: [...keys], unknown }
}
