import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { nodeTools } from '../../electron/evidence/package/node-tools.ts'
import { verifyPackage } from '../../electron/evidence/package/verify.ts'
import { createKeyStore } from '../../electron/evidence/key-store.ts'
import { temporaryFolder } from '../db/support.ts'
import { builtVerifyPage } from '../support/verify-page.ts'
import { attacksOn, containerAttacks } from './package-attacks.ts'
import { packedWorkspace, passphrase } from './package-fixture.ts'
import { packed, sourceOf, unpacked, type Files } from './package-forge.ts'
import { narrowAttacks } from './package-narrow-attacks.ts'
import { repackings } from './package-repack.ts'
import { openVerifyPage, verdictOf } from './verify-page-support.ts'

async function made() {
  const desk = await packedWorkspace()
  const { file, head } = await desk.make(join(temporaryFolder(), '包.zip'))
  return { file, head, files: await unpacked(file), signer: await createKeyStore(desk.keysDir).unlock(head.device, passphrase) }
}

/** The page that is in the package itself. */
function pageFrom(files: Files): string {
  const page = join(temporaryFolder(), 'verify.html')
  writeFileSync(page, files.get('verify.html') ?? '')
  return page
}

describe('verify.html', () => {
  it('answers as the program does, from file://, without a request or a script of another', async () => {
    const good = await made()
    const { tab, requests, errors } = await openVerifyPage(pageFrom(good.files))
    const dir = temporaryFolder()
    const fine = await verdictOf(tab, good.file, `${good.head.device}:${good.head.seq}:${good.head.hash}\n${good.signer.keyId}`)
    expect(fine).toMatchObject({ isGood: true, title: expect.stringContaining('核验通过') })
    expect(await tab.locator('#result').textContent()).toContain('所填 2 项都相符')
    for (const { name, bytes } of await repackings(good.files)) {
      const file = join(dir, 'r.zip')
      writeFileSync(file, bytes)
      expect(await verdictOf(tab, file), name).toMatchObject({ isGood: true })
    }

    const attacks = [
      ...attacksOn(good.files, good.signer, await made()),
      ...containerAttacks(good.files),
      ...(await narrowAttacks(good.files, good.signer))
    ]
    const differing: string[] = []
    for (const { name, bytes, culprit, anchors = { heads: [], keyIds: [] } } of attacks) {
      const file = join(dir, 'a.zip')
      writeFileSync(file, bytes)
      const known = [...anchors.heads.map((one) => `${one.device}:${one.seq}:${one.hash}`), ...anchors.keyIds].join('\n')
      const seen = await verdictOf(tab, file, known)
      const program = await verifyPackage(sourceOf(bytes), nodeTools, anchors)
      const same = JSON.stringify(seen.names) === JSON.stringify(program.problems.map((problem) => problem.file))
      if (seen.isGood || !same || !seen.names.includes(culprit)) differing.push(`${name}: ${JSON.stringify(seen)}`)
    }

    const { bytes } = packed(good.files)
    const flips = Number(process.env['XUNCHA_PAGE_FLIPS'] ?? 20)
    // A long count that was stopped goes on here.
    const begun = Number(process.env['XUNCHA_PAGE_FLIPS_FROM'] ?? 0)
    let undetected = 0
    for (let round = begun; round < flips; round += 1) {
      const copy = Buffer.from(bytes)
      const at = Math.floor((bytes.length * (round + 0.5)) / flips)
      copy[at] = (copy[at] ?? 0) ^ (1 << (round % 8))
      const file = join(dir, 'f.zip')
      writeFileSync(file, copy)
      const seen = await verdictOf(tab, file)
      const program = await verifyPackage(sourceOf(copy), nodeTools, { heads: [], keyIds: [] })
      const same = JSON.stringify(seen.names) === JSON.stringify(program.problems.map((problem) => problem.file))
      if (seen.isGood || !same) undetected += 1
      if ((round + 1) % 1_000 === 0)
        console.log(`verify.html: ${round + 1} of ${flips} one-byte changes, begun at ${begun}, ${undetected} differing`)
    }
    console.log(
      `verify.html in Chromium: ${attacks.length} attacks, ${differing.length} differing; ${flips - begun} one-byte changes (XUNCHA_PAGE_FLIPS), ${undetected} differing; ${requests.length - 1} requests besides the page`
    )
    expect(differing).toEqual([])
    expect(undetected).toBe(0)
    expect(requests.filter((url) => !url.startsWith('file://') && !url.startsWith('blob:'))).toEqual([])
    expect(errors).toEqual([])
  })

  it('lets no script but its own run, and fetches nothing even if one did', async () => {
    let reached = 0
    const server = createServer((_, answer) => {
      reached += 1
      answer.end('ok')
    }).listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await new Promise((done) => {
      server.once('listening', done)
    })
    const { port } = server.address() as AddressInfo
    const page = readFileSync(await builtVerifyPage(), 'utf8')
    // It goes along in every package: a library that is taken in whole would show here.
    expect(page.length).toBeLessThan(500_000)
    const dir = join(temporaryFolder(), '页')
    mkdirSync(dir)
    const spied = join(dir, 'verify.html')
    const spy = `<script>document.title='ran'</script><img src="http://127.0.0.1:${port}/a"><script src="http://127.0.0.1:${port}/b"></script></body>`
    writeFileSync(
      spied,
      page.replace('</body>', () => spy)
    )
    const { tab } = await openVerifyPage(spied, 'on')
    expect(await tab.title()).toBe('证据包核验')
    const blocked = await tab.evaluate(
      (address) =>
        fetch(address).then(
          () => 'fetched',
          () => 'blocked'
        ),
      `http://127.0.0.1:${port}/c`
    )
    expect(blocked).toBe('blocked')
    expect(reached).toBe(0)
    // Without the policy the same page does reach it.
    writeFileSync(
      spied,
      page.replace(/<meta http-equiv[^>]*>/, '').replace('</body>', () => spy)
    )
    const { tab: open } = await openVerifyPage(spied, 'on')
    await expect.poll(() => open.title()).toBe('ran')
    await expect.poll(() => reached).toBeGreaterThan(0)
  })
})
