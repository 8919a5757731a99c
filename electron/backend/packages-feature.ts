/** 证据包: sealing this device's log, packing evidence, checking packages. */
import { stat } from 'node:fs/promises'
import { dirname, relative, resolve, isAbsolute } from 'node:path'
import type { Input, Output } from '../contract/index.ts'
import type { packageProcedures } from '../contract/packages.ts'
import { sealedText, type Head, type Seal } from '../domain/evidence-package.ts'
import { XunchaError } from '../domain/errors.ts'
import { createKeyStore, defaultKeysDir, type KeyStore, type Signer } from '../evidence/key-store.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import { batchOf, targetOf } from './batch-lookup.ts'
import type { BackendContext, Feature } from './context.ts'
import { toFaultOfDisk } from './disk-fault.ts'
import { withPackage } from './opened-package.ts'

type Procedures = keyof typeof packageProcedures

export function packagesFeature(ctx: BackendContext, evidenceStore: EvidenceStore): Feature<Procedures> {
  const keysDir = resolve(ctx.keysDir ?? defaultKeysDir())
  const keys = createKeyStore(keysDir)
  let isBusy = false

  return {
    handlers: {
      async 'packages.create'(request) {
        if (isBusy) throw new XunchaError('bad-input', '正在做另一个证据包；请等它做完。')
        isBusy = true
        try {
          refuseInside(ctx.workspaceDir, keysDir)
          await refusePlace(resolve(request.outFile))
          return await ctx.job('做证据包', (job) => makePackage(ctx, { keys, evidenceStore }, request, job))
        } finally {
          isBusy = false
        }
      },
      async 'packages.verify'({ file, heads, keyIds }) {
        // Writer and verifier are large: loaded when first needed, not before the first window.
        const { verifyPackage } = await import('../evidence/package/verify.ts')
        return withPackage(file, (source, tools) => verifyPackage(source, tools, { heads, keyIds }))
      }
    }
  }
}

/** A workspace is copied, backed up and handed on: a key in it would go with it. */
function refuseInside(workspaceDir: string, keysDir: string): void {
  const way = relative(resolve(workspaceDir), keysDir)
  if (way !== '' && (way.startsWith('..') || isAbsolute(way))) return
  throw new XunchaError('bad-input', '签名密钥的文件夹在工作区里面，没有做证据包；请把工作区换到别处，密钥不能随工作区外传。')
}

/** Before anything is signed: hashing a year's evidence takes minutes, and a key that is made is made known in the log. */
async function refusePlace(file: string): Promise<void> {
  const kindOf = (path: string): Promise<'folder' | 'file' | null> =>
    stat(path).then(
      (found) => (found.isDirectory() ? 'folder' : 'file'),
      () => null
    )
  if ((await kindOf(dirname(file))) !== 'folder') {
    throw new XunchaError('bad-input', `没有文件夹“${dirname(file)}”，证据包没有做；请先建好文件夹，或换一个位置。`)
  }
  if ((await kindOf(file)) === 'folder') {
    throw new XunchaError('bad-input', `“${file}”是一个文件夹，证据包没有做；请给出文件名。`)
  }
}

async function makePackage(
  ctx: BackendContext,
  { keys, evidenceStore }: { keys: KeyStore; evidenceStore: EvidenceStore },
  { batchId, objectKeys, outFile, passphrase }: Input<'packages.create'>,
  job: { report(done: number, total: number | null): void; signal: AbortSignal }
): Promise<Output<'packages.create'>> {
  const { store } = ctx
  const { title, period } = batchOf(store, batchId)
  const targets = objectKeys === null ? null : [...new Set(objectKeys)].sort()
  for (const key of targets ?? []) targetOf(store, batchId, key)
  const device = store.setting('device')
  if (device === null) throw new XunchaError('internal', '工作区没有设备编号；请把日志发给维护人员。')
  const isNewKey = !keys.has(device)
  const signer = await (isNewKey ? keys.create(device, passphrase) : keys.unlock(device, passphrase)).catch((error: unknown) => {
    throw toFaultOfDisk(error, isNewKey ? '签名密钥没有保存，证据包没有做' : '签名密钥不能读取，证据包没有做')
  })
  const signerName = introduce(ctx, signer)

  const { packageContents, readLog } = await import('./package-contents.ts')
  const { createPackage } = await import('../evidence/package/write.ts')
  const { fileDigest } = await import('../evidence/file-digest.ts')
  const log = readLog(store)
  const head = log.heads.find((one) => one.device === device)
  if (head === undefined) throw new XunchaError('internal', '日志里没有本机的记录；请把日志发给维护人员。')
  const own = sealOf(head, signer)
  store.keepSeal(own)
  const seals = log.heads.map((one) => (one.device === device ? own : sealFor(one, store.seals())))
  const batch = { id: batchId, title, period, targets }
  const { resourcesDir } = ctx
  const contents = await packageContents({ store, evidenceStore, resourcesDir, batch, log, seals, keyId: signer.keyId })
  const file = resolve(outFile)
  const { signal } = job
  const request = { createdAt: ctx.clock.now(), batch, heads: log.heads, files: contents.files, signer, signerName, signal }
  const verdict = await createPackage(file, { ...request, onFile: job.report }).catch((error: unknown) => {
    throw toFaultOfDisk(error, `证据包“${file}”没有写成`)
  })
  const { sha256, size } = await fileDigest(file)
  const { files, events } = verdict
  return { file, sha256, size, files, evidence: contents.evidence, events, head, keyId: signer.keyId, isNewKey }
}

/** A key that the log does not know yet is made known before anything is signed. @returns the name it is known by */
function introduce(ctx: BackendContext, { device, keyId, publicKey }: Signer): string {
  const known = ctx.store.devices().find((one) => one.device === device && one.keyId === keyId)
  if (known !== undefined) return known.name
  const name = ctx.author()
  ctx.store.append([{ type: 'device.introduced', payload: { device, keyId, publicKey, name } }])
  ctx.emit('workspace.changed', { topics: ['workspace'], batchId: null })
  return name
}

function sealOf({ device, seq, hash }: Head, signer: Signer): Seal {
  const { keyId, publicKey } = signer
  const signature = Buffer.from(signer.sign(Buffer.from(sealedText({ device, seq, hash, keyId }), 'utf8'))).toString('base64')
  return { device, seq, hash, keyId, publicKey, signature }
}

/** The newest seal of another device that covers what is here of its log. */
function sealFor({ device, seq }: Head, seals: readonly Seal[]): Seal {
  const seal = seals.findLast((one) => one.device === device && one.seq >= seq)
  if (seal !== undefined) return seal
  throw new XunchaError('bad-package', `设备 ${device} 的记录还没有它自己的封记，证据包没有做；请先合并该设备的证据包。`)
}
