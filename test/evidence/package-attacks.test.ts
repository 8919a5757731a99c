import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PackageVerdict } from '../../electron/domain/evidence-package.ts'
import { createKeyStore } from '../../electron/evidence/key-store.ts'
import { nodeTools } from '../../electron/evidence/package/node-tools.ts'
import { verifyPackage } from '../../electron/evidence/package/verify.ts'
import { readZip } from '../../electron/export/zip.ts'
import { temporaryFolder } from '../db/support.ts'
import { attacksOn, containerAttacks, type Attack } from './package-attacks.ts'
import { packageFaults } from './package-faults.ts'
import { packedWorkspace, passphrase } from './package-fixture.ts'
import { packed, resigned, sourceOf, unpacked, type Files } from './package-forge.ts'
import { narrowAttacks } from './package-narrow-attacks.ts'
import { repackings } from './package-repack.ts'
import { expectEachCheckNeeded, packageCase } from './verifier-cases.ts'

const none = { heads: [], keyIds: [] }
const check = (bytes: Buffer, anchors: Attack['anchors'] = none): Promise<PackageVerdict> =>
  verifyPackage(sourceOf(bytes), nodeTools, anchors)

/** Milliseconds, for the full counts. */
const wholeCount = 3_600_000

const laidOut = (files: ReadonlyMap<string, Buffer>): string => {
  const dir = temporaryFolder()
  for (const [path, content] of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), content)
  }
  return dir
}

/** What 验证说明.txt tells people to do who have `sha256sum` and `openssl` alone. */
const isWholeByHand = (dir: string): boolean => {
  const { keyId } = signer
  const byHand = `set -e; for f in SHA256SUMS manifest.json manifest.sig keys/${keyId}.pem; do test -f $f; done
      sha256sum --quiet -c SHA256SUMS; grep -q "$(sha256sum SHA256SUMS | cut -c1-64)" manifest.json
      openssl pkeyutl -verify -pubin -inkey keys/${keyId}.pem -rawin -in manifest.json -sigfile manifest.sig
      test "$(openssl pkey -pubin -in keys/${keyId}.pem -outform DER | sha256sum | cut -c1-16)" = ${keyId}
      test $(($(wc -l < SHA256SUMS) + 3)) = $(find . -type f | wc -l)`
  return spawnSync('bash', ['-c', byHand], { cwd: dir }).status === 0
}

/** Numbers below, the same each time. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

let good: Files
let attacks: Attack[]
let signer: Awaited<ReturnType<ReturnType<typeof createKeyStore>['unlock']>>

async function made(): Promise<{ files: Files; signer: typeof signer }> {
  const desk = await packedWorkspace()
  // So that the log does not end with the introduction of the key.
  await desk.make()
  await desk.act()
  const { file, head } = await desk.make(join(desk.keysDir, '..', '包.zip'))
  return { files: await unpacked(file), signer: await createKeyStore(desk.keysDir).unlock(head.device, passphrase) }
}

describe('verifyPackage', () => {
  it('names the file of every structured attack', async () => {
    const first = await made()
    good = first.files
    signer = first.signer
    attacks = [...attacksOn(good, signer, await made()), ...containerAttacks(good), ...(await narrowAttacks(good, signer))]
    const missed: string[] = []
    for (const { name, bytes, culprit, anchors } of attacks) {
      const { ok, problems } = await check(bytes, anchors)
      const named = problems.map(({ file }) => file)
      if (ok || !named.some((file) => file === culprit)) missed.push(`${name}: ${culprit} not among ${JSON.stringify(named)}`)
    }
    console.log(`attacks on packages: ${attacks.length} tried, ${attacks.length - missed.length} detected and rightly named`)
    expect(missed).toEqual([])
    expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length)
    expect(attacks.length).toBeGreaterThanOrEqual(40)
  })

  it('would not forget a check unseen', () => {
    const whole = packageCase({ name: 'the good one', bytes: packed(good).bytes, culprit: null })
    expectEachCheckNeeded('attacks on packages', [whole, ...attacks.map(packageCase)], packageFaults)
  })

  it('lets sha256sum and openssl alone find what is changed from outside', async () => {
    const outside = attacks.slice(
      0,
      attacks.findIndex(({ name }) => name.endsWith('from inside'))
    )
    const isFoundWhole = async (bytes: Buffer): Promise<boolean> =>
      isWholeByHand(laidOut(await readZip(bytes).catch(() => new Map<string, Buffer>())))
    expect(await isFoundWhole(packed(good).bytes)).toBe(true)
    const missed: string[] = []
    for (const { name, bytes } of outside) if (await isFoundWhole(bytes)) missed.push(name)
    console.log(`attacks from outside by sha256sum and openssl: ${outside.length} tried, ${outside.length - missed.length} found`)
    expect(missed).toEqual([])
    expect(outside.length).toBeGreaterThan(20)
  })

  it(
    'lets sha256sum and openssl alone find every one-byte change of a file',
    () => {
      const dir = laidOut(good)
      expect(isWholeByHand(dir)).toBe(true)
      const total = Number(process.env['XUNCHA_HAND_FLIPS'] ?? 40)
      const random = chance(20_261_128)
      const paths = [...good.keys()]
      const missed: string[] = []
      for (let round = 0; round < total; round += 1) {
        const path = paths[random(paths.length)] ?? ''
        const content = good.get(path) ?? Buffer.alloc(0)
        const copy = Buffer.from(content)
        const at = random(copy.length)
        copy[at] = (copy[at] ?? 0) ^ (1 + random(255))
        writeFileSync(join(dir, path), copy)
        if (isWholeByHand(dir)) missed.push(`byte ${at} of ${path}`)
        writeFileSync(join(dir, path), content)
      }
      console.log(
        `one-byte changes by sha256sum and openssl: ${total} tried (XUNCHA_HAND_FLIPS=10000 for all), ${total - missed.length} found`
      )
      expect(missed).toEqual([])
      expect(isWholeByHand(dir)).toBe(true)
    },
    wholeCount
  )

  it(
    'finds every one-byte change and names its file',
    async () => {
      const { bytes, regions } = packed(good)
      const total = Number(process.env['XUNCHA_FLIPS'] ?? 300)
      const random = chance(20_261_127)
      const missed: string[] = []
      for (let round = 0; round < total; round += 1) {
        // Half of them anywhere, half spread over the regions alike: most bytes are of one file.
        const region = regions[random(regions.length)]
        const at = round % 2 === 0 || region === undefined ? random(bytes.length) : region.from + random(region.to - region.from)
        const hit = regions.find(({ from, to }) => at >= from && at < to)
        const copy = Buffer.from(bytes)
        copy[at] = (copy[at] ?? 0) ^ (1 + random(255))
        const { ok, problems } = await check(copy)
        const named = problems.map(({ file }) => file)
        const isNamed = named.some((file) => file === hit?.path || (hit?.isDirectory === true && file === '压缩包'))
        if (ok || !isNamed) missed.push(`byte ${at} of ${hit?.path}: ${JSON.stringify(named)}`)
      }
      console.log(
        `one-byte changes: ${total} tried (XUNCHA_FLIPS=10000 for all), ${total - missed.length} detected and rightly named`
      )
      expect(missed).toEqual([])
    },
    wholeCount
  )

  it(
    'raises no false alarm on good packages, packed again by other tools too',
    async () => {
      const rounds = Number(process.env['XUNCHA_GOOD'] ?? 40)
      const alarms: string[] = []
      let count = 0
      for (let round = 0; round < rounds; round += 1) {
        const createdAt = new Date(Date.UTC(2026, 10, 27, 0, 0, round)).toISOString()
        const files = resigned(good, signer, { createdAt })
        const { problems } = await check(packed(files).bytes)
        count += 1
        if (problems.length > 0) alarms.push(JSON.stringify(problems))
      }
      for (const { name, bytes } of await repackings(good)) {
        const { problems } = await check(bytes)
        count += 1
        if (problems.length > 0) alarms.push(`${name}: ${JSON.stringify(problems)}`)
      }
      console.log(`good packages: ${count} checked (XUNCHA_GOOD=2000 for all), ${alarms.length} false alarms`)
      expect(alarms).toEqual([])
    },
    wholeCount
  )
})
