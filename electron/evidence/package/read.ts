import { manifestSchema, packageLimits } from '../../domain/evidence-package.ts'
import { XunchaError } from '../../domain/errors.ts'
import { canonicalValue, textOf } from './canonical.ts'
import { readContainer, type ContainerEntry } from './container.ts'
import { namedHash } from './paths.ts'
import type { ByteSource, PackageTools } from './tools.ts'
import { contentOf, newerVersion } from './verify.ts'

/** What a merge takes from a package; what it means is for the merge to check. */
export interface PackageContent {
  events: unknown[]
  seals: unknown[]
}

/**
 * `isNewer`: a later version made it, and the verifier of this one would call it altered. `keyId`: the key that it says it is
 * signed with; whether that one is trusted is for the merge to ask.
 */
export async function readClaims(source: ByteSource, tools: PackageTools): Promise<{ isNewer: boolean; keyId: string | null }> {
  const { entries } = await readContainer(source)
  const manifest = entries.find(({ path, size }) => path === 'manifest.json' && size <= packageLimits.fileBytes)
  const bytes = manifest === undefined ? null : await contentOf(source, manifest, tools)
  const value = bytes === null ? null : canonicalValue(textOf(bytes) ?? '')
  return { isNewer: newerVersion(value) !== null, keyId: manifestSchema.safeParse(value).data?.signer.keyId ?? null }
}

/**
 * Reads a package that `verifyPackage` has found whole, from the same source. `onEvidence` gets the evidence files one after
 * the other, so that a package of gigabytes is never in memory whole. Throws `bad-package` where the file changed meanwhile.
 */
export async function readPackage(
  source: ByteSource,
  tools: PackageTools,
  onEvidence: (bytes: Uint8Array, extension: string) => Promise<void>,
  onFile: (done: number, total: number) => void = () => undefined
): Promise<PackageContent> {
  const { entries } = await readContainer(source)
  const read = async (entry: ContainerEntry | undefined): Promise<Uint8Array> => {
    const bytes = entry === undefined ? null : await contentOf(source, entry, tools)
    if (bytes === null) throw changed()
    return bytes
  }
  const textAt = async (name: string): Promise<string> => textOf(await read(entries.find(({ path }) => path === name))) ?? ''
  for (const [done, entry] of entries.entries()) {
    onFile(done, entries.length)
    const hash = namedHash(entry.path)
    if (hash === null) continue
    const bytes = await read(entry)
    if (tools.sha256(bytes) !== hash) throw changed()
    await onEvidence(bytes, entry.path.slice(entry.path.lastIndexOf('.') + 1))
  }
  const seals = canonicalValue(await textAt('seals.json'))
  if (!Array.isArray(seals)) throw changed()
  const lines = (await textAt('events.jsonl')).split('\n').filter((line) => line !== '')
  return { seals, events: lines.map(canonicalValue) }
}

const changed = (): XunchaError => new XunchaError('bad-package', '包在读取时被改动，没有合并；请重新取得该文件。')
