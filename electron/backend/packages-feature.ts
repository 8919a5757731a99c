/** 证据包: sealing this device's log, packing evidence, checking packages. */
import { mkdir, readdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Input, Output } from '../contract/index.ts'
import type { packageProcedures } from '../contract/packages.ts'
import { sealedText, type Head, type Seal } from '../domain/evidence-package.ts'
import { XunchaError } from '../domain/errors.ts'
import type { KeyStore, Signer } from '../evidence/key-store.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import { batchOf, targetOf } from './batch-lookup.ts'
import type { BackendContext, Feature } from './context.ts'
import { deviceKeys, deviceOf, refuseKeysInside } from './device-keys.ts'
import { toFaultOfDisk } from './disk-fault.ts'
import { withPackage } from './opened-package.ts'

type Procedures = keyof typeof packageProcedures

export function packagesFeature(ctx: BackendContext, evidenceStore: EvidenceStore, exportsDir: string): Feature<Procedures> {
  const keys = deviceKeys(ctx)
  let isBusy = false

  return {
    handlers: {
      async 'packages.key'() {
        const device = deviceOf(ctx)
        const { key, ...kept } = await keys.standing(device)
        return { exists: key !== null, ...kept, device, keyId: key?.keyId ?? null, publicKey: key?.publicKey ?? null }
      },
      async 'packages.create'(request) {
        if (isBusy) throw new XunchaError('bad-input', '正在做另一个证据包；请等它做完。')
        isBusy = true
        try {
          refuseKeysInside(ctx)
          const outFile = resolve(request.outFile ?? (await ownPlace(ctx, exportsDir, request.batchId)))
          await refusePlace(outFile)
          return await ctx.job('做证据包', (job) => makePackage(ctx, { keys, evidenceStore }, { ...request, outFile }, job))
        } finally {
          isBusy = false
        }
      },
      async 'packages.verify'({ file, heads, keyIds, tsaRoots = [] }) {
        // Writer and verifier are large: loaded when first needed, not before the first window.
        const { verifyPackage } = await import('../evidence/package/verify.ts')
        const { isRootText } = await import('../evidence/time-stamp-chain.ts')
        const { fileDigest } = await import('../evidence/file-digest.ts')
        if (!tsaRoots.every(isRootText)) {
          throw new XunchaError('bad-input', '给出的根证书不是 PEM 证书（BEGIN CERTIFICATE），没有核验；请向时间戳机构取得。')
        }
        return ctx.job('核验证据包', async ({ report, signal }) => {
          const verdict = await withPackage(file, (source, tools) =>
            verifyPackage(source, tools, { heads, keyIds, tsaRoots }, (done, total) => {
              signal.throwIfAborted()
              report(done, total)
            })
          )
          const { sha256, size } = await fileDigest(resolve(file))
          const { batch, ok, problems } = verdict
          const payload = { sha256, size, batchId: batch?.id ?? null, ok, problems: problems.length }
          ctx.store.append([{ type: 'package.verified', payload }])
          return verdict
        })
      }
    }
  }
}

/** A free name in the exports folder. */
async function ownPlace({ store, clock }: BackendContext, exportsDir: string, batchId: string): Promise<string> {
  const folder = join(exportsDir, '证据包')
  await mkdir(folder, { recursive: true })
  const title = batchOf(store, batchId)
    .title.replaceAll(/[\\/:*?"<>|\s]+/g, '_')
    .slice(0, 60)
  const day = new Date(Date.parse(clock.now()) + 8 * 3_600_000).toISOString().slice(0, 16).replaceAll(/[-T:]/g, '')
  const taken = new Set(await readdir(folder))
  for (let number = 1; ; number += 1) {
    const name = `证据包-${title}-${day}${number === 1 ? '' : `-${number}`}.zip`
    if (!taken.has(name)) return join(folder, name)
  }
}

/** Before anything is signed: hashing a year's evidence takes minutes, and a key that is made is made known in the log. */
export async function refusePlace(file: string, what = '证据包'): Promise<void> {
  const kindOf = (path: string): Promise<'folder' | 'file' | null> =>
    stat(path).then(
      (found) => (found.isDirectory() ? 'folder' : 'file'),
      () => null
    )
  if ((await kindOf(dirname(file))) !== 'folder') {
    throw new XunchaError('bad-input', `没有文件夹“${dirname(file)}”，${what}没有做；请先建好文件夹，或换一个位置。`)
  }
  if ((await kindOf(file)) === 'folder') {
    throw new XunchaError('bad-input', `“${file}”是一个文件夹，${what}没有做；请给出文件名。`)
  }
}

async function makePackage(
  ctx: BackendContext,
  { keys, evidenceStore }: { keys: KeyStore; evidenceStore: EvidenceStore },
  { batchId, objectKeys, outFile, passphrase }: Input<'packages.create'> & { outFile: string },
  job: { report(done: number, total: number | null): void; signal: AbortSignal }
): Promise<Output<'packages.create'>> {
  const { store } = ctx
  const { title, period } = batchOf(store, batchId)
  const targets = objectKeys === null ? null : [...new Set(objectKeys)].sort()
  for (const key of targets ?? []) targetOf(store, batchId, key)
  const device = deviceOf(ctx)
  const { signer, isNewKey } = await unlockSigner(keys, device, passphrase, '证据包')
  const signerName = introduce(ctx, signer)

  const { packageContents, readLog } = await import('./package-contents.ts')
  const { createPackage } = await import('../evidence/package/write.ts')
  const { fileDigest } = await import('../evidence/file-digest.ts')
  const log = readLog(store)
  const head = log.heads.find((one) => one.device === device)
  if (head === undefined) throw new XunchaError('internal', '日志里没有本机的记录；请把日志发给维护人员。')
  const own = sealOf(head, signer)
  store.keepSeal(own)
  const seals = log.heads.map((one) =>
    one.device === device
      ? own
      : sealFor(
          one,
          store.seals().filter(({ device: of, keyId }) => !store.isRevoked(of, keyId))
        )
  )
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
  const { keyId } = signer
  const { evidence } = contents
  // After the package: it names the bytes, which name the log before it.
  store.append([{ type: 'package.made', payload: { sha256, size, batchId, objectKeys: targets, evidence, keyId, head } }])
  return { file, sha256, size, files, evidence, events, head, keyId, isNewKey }
}

/** The device's key, made at first. `what` is not made where it cannot be had. */
export async function unlockSigner(
  keys: KeyStore,
  device: string,
  passphrase: string | null,
  what: string
): Promise<{ signer: Signer; isNewKey: boolean }> {
  const isNewKey = !keys.has(device)
  const signer = await (isNewKey ? keys.create(device, passphrase) : keys.unlock(device, passphrase)).catch((error: unknown) => {
    throw toFaultOfDisk(error, isNewKey ? `签名密钥没有保存，${what}没有做` : `签名密钥不能读取，${what}没有做`)
  })
  return { signer, isNewKey }
}

/** A key that the log does not know yet is made known before anything is signed. @returns the name it is known by */
export function introduce(ctx: BackendContext, { device, keyId, publicKey }: Signer): string {
  const known = ctx.store.devices().find((one) => one.device === device && one.keyId === keyId)
  if (known !== undefined) return known.name
  const name = ctx.author()
  ctx.store.append([{ type: 'device.introduced', payload: { device, keyId, publicKey, name } }])
  ctx.emit('workspace.changed', { topics: ['workspace'], batchId: null })
  return name
}

export function sealOf({ device, seq, hash }: Head, signer: Signer): Seal {
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
