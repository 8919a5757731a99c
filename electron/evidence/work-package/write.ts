/** 任务包 on the way out: in the container of evidence packages, signed, read back. */
import { writeDurably } from '../../disk/durable-file.ts'
import { canonicalJson } from '../../domain/canonical-json.ts'
import { packageLimits, type Seal } from '../../domain/evidence-package.ts'
import { XunchaError } from '../../domain/errors.ts'
import { workFormat, workVersion, type WorkManifest } from '../../domain/work-package.ts'
import { digestOf, type Digest } from '../file-digest.ts'
import type { Signer } from '../key-store.ts'
import { keyPath } from '../package/keys.ts'
import { nodeTools, withByteSource } from '../package/node-tools.ts'
import { packFiles, type PackageFile, type PackProgress } from '../package/write.ts'
import { byPackageOrder } from '../package/zip-format.ts'
import { readWorkPackage, workFileNames } from './read.ts'

export interface WorkPackageRequest extends PackProgress {
  manifest: Omit<WorkManifest, 'format' | 'version' | 'signer' | 'files'>
  signer: Signer
  signerName: string
  /** The sender's seal over the event that assigned the work. */
  seal: Seal
  /** Canonical JSON of the excerpt. */
  excerptJson: string
  readme: string
  evidence: readonly PackageFile[]
}

/** Writes the package: whole and read back under its name, or not at all. */
export async function createWorkPackage(target: string, request: WorkPackageRequest): Promise<void> {
  const { manifest: told, signer, signerName, seal, excerptJson, readme, evidence, onFile, signal } = request
  const own = (path: string, bytes: Uint8Array | string): PackageFile => {
    const content = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes
    return { path, open: () => [content] }
  }
  const files = [
    own(workFileNames.excerpt, excerptJson),
    own(workFileNames.seals, canonicalJson([seal])),
    own(workFileNames.readme, readme),
    own(keyPath(signer.keyId), signer.publicKey),
    ...evidence
  ]
  const digests = new Map<string, Digest>()
  for (const { path, open } of files) {
    signal?.throwIfAborted()
    digests.set(path, await digestOf(open()))
    onFile?.(digests.size, files.length * 2)
  }
  const total = [...digests.values()].reduce((sum, { size }) => sum + size, 0)
  const largest = Math.max(...[...digests.values()].map(({ size }) => size))
  if (files.length > packageLimits.files - 2 || total > packageLimits.bytes / 2 || largest > packageLimits.fileBytes) {
    throw new XunchaError('bad-package', '要带的内容太多，一个任务包放不下；请把对象分给更多的人，或分几次发。')
  }
  const manifest: WorkManifest = {
    format: workFormat,
    version: workVersion,
    ...told,
    signer: { device: signer.device, keyId: signer.keyId, name: signerName },
    files: [...digests].map(([path, { size, sha256 }]) => ({ path, size, sha256 })).sort((a, b) => byPackageOrder(a.path, b.path))
  }
  const manifestBytes = Buffer.from(canonicalJson(manifest), 'utf8')
  const first = [own('manifest.json', manifestBytes), own('manifest.sig', signer.sign(manifestBytes))]
  for (const { path, open } of first) digests.set(path, await digestOf(open()))
  const all = [...first, ...files].sort((a, b) => byPackageOrder(a.path, b.path))
  await writeDurably(target, (handle) => packFiles(handle, all, digests, request), {
    check: (temporary) =>
      withByteSource(temporary, async (source) => {
        await readWorkPackage(source, nodeTools)
      })
  })
}
