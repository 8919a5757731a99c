import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { inspect } from 'node:util'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { createKeyStore } from '../../electron/evidence/key-store.ts'
import { openBackend, openBatch } from '../backend/support.ts'
import { steppingClock, temporaryFolder } from '../db/support.ts'
import { builtVerifyPage } from '../support/verify-page.ts'
import { packedWorkspace, passphrase } from './package-fixture.ts'

const filesUnder = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((file) => statSync(file).isFile())

/** The key as it is encrypted with, and the private key in DER, opened here by hand to know what to look for. */
function opened(keyFile: string): { derived: Buffer; secret: Buffer } {
  const { kdf, cipher } = JSON.parse(readFileSync(keyFile, 'utf8')) as {
    kdf: { salt: string }
    cipher: { iv: string; data: string }
  }
  const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 }
  const derived = scryptSync(passphrase.normalize('NFKC'), Buffer.from(kdf.salt, 'base64'), 32, cost)
  const decipher = createDecipheriv('aes-256-gcm', derived, Buffer.from(cipher.iv, 'base64'))
  return { derived, secret: decipher.update(Buffer.from(cipher.data, 'base64')) }
}

/** Every way in which the bytes might have been written down. */
function formsOf(bytes: Buffer): Buffer[] {
  const hex = bytes.toString('hex')
  // In base64 they may start at any of three places of a group; only whole groups of theirs are looked for.
  const base64 = [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(before === 0 ? 0 : 4, 40)
    return [text, text.replaceAll('+', '-').replaceAll('/', '_')]
  })
  // As JSON and the console print bytes.
  const listed = [[...bytes].join(','), [...bytes].join(', '), hex.replaceAll(/..(?=.)/g, '$& ')]
  return [bytes, ...[hex, hex.toUpperCase(), ...base64, ...listed].map((text) => Buffer.from(text))]
}

/** The operating system's part: what it gives out can be had again from it alone. The real one is in hosts/electron/key-keeping. */
function systemKeeper() {
  const own = randomBytes(32)
  const keeper = {
    isLocked: false,
    secrets: [] as Buffer[],
    fault: () => Promise.resolve(null),
    seal(secret: Uint8Array): Promise<Uint8Array> {
      keeper.secrets.push(Buffer.from(secret))
      const cipher = createCipheriv('aes-256-ctr', own, Buffer.alloc(16))
      return Promise.resolve(Buffer.concat([cipher.update(secret), cipher.final()]))
    },
    open(sealed: Uint8Array): Promise<Uint8Array> {
      if (keeper.isLocked) return Promise.reject(new Error('locked'))
      const cipher = createCipheriv('aes-256-ctr', own, Buffer.alloc(16))
      return Promise.resolve(Buffer.concat([cipher.update(sealed), cipher.final()]))
    }
  }
  return keeper
}

describe('the private key', () => {
  it('is never made inside the workspace, which is copied, backed up and handed on', async () => {
    await builtVerifyPage()
    const workspace = temporaryFolder()
    const test = await openBackend(workspace, { keysDir: join(workspace, 'exports', '密钥') })
    const batchId = await openBatch(test, temporaryFolder(), 1)
    const outFile = join(temporaryFolder(), '包.zip')
    await expect(test.call('packages.create', { batchId, objectKeys: null, outFile, passphrase })).rejects.toMatchObject({
      code: 'bad-input'
    })
    expect(filesUnder(workspace).filter((file) => file.includes('密钥'))).toEqual([])
  })

  it('is in no file of the workspace, package, backup, event, log line or error', async () => {
    const lines: string[] = []
    const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
    const keeper = systemKeeper()
    const desk = await packedWorkspace(steppingClock('2026-11-27T01:00:00.000Z'), { log, keyKeeper: keeper })
    const made = await desk.make()
    const [keyFile = ''] = filesUnder(desk.keysDir)

    const errors: string[] = []
    const failing = async (code: string, work: Promise<unknown>): Promise<void> => {
      const error: unknown = await work.then(
        () => null,
        (thrown: unknown) => thrown
      )
      expect(error).toMatchObject({ code })
      errors.push(inspect(error, { depth: 10, showHidden: true }))
    }
    const request = { batchId: desk.batchId, objectKeys: null, outFile: made.file, passphrase }
    await failing('bad-passphrase', desk.test.call('packages.create', { ...request, passphrase: '错的错的错的错的' }))
    await failing('bad-input', desk.make(join(temporaryFolder(), '没有', '包.zip')))
    const kept = readFileSync(keyFile)
    writeFileSync(keyFile, kept.subarray(0, 200))
    await failing('key-damaged', desk.make())
    // What the key store itself throws, before a reply makes a sentence of it.
    await failing('key-damaged', createKeyStore(desk.keysDir).unlock(basename(keyFile, '.json'), passphrase))
    writeFileSync(keyFile, kept)
    await failing('internal', createKeyStore(desk.keysDir).create(basename(keyFile, '.json'), passphrase))

    // A merge backs the workspace up.
    const other = await packedWorkspace()
    const foreign = await other.make(join(temporaryFolder(), '别人的.zip'))
    await desk.test.call('merge.packages', { paths: [foreign.file] })
    const backups = filesUnder(join(desk.workspace, 'backups'))
    expect(backups).toHaveLength(1)
    expect(lines.join('')).toContain('package merged')

    // The same key kept by the system from here on: its wrapping key is a secret like the passphrase.
    const { derived, secret } = opened(keyFile)
    expect(await desk.test.call('identity.keepKey', { now: passphrase, next: null })).toMatchObject({ keptBy: 'system' })
    const bySystem = await desk.test.call('packages.create', { ...request, passphrase: null })
    expect(bySystem.keyId).toBe(made.keyId)
    const systemFile = readFileSync(keyFile)
    keeper.isLocked = true
    await failing('key-damaged', desk.test.call('packages.create', { ...request, passphrase: null }))
    keeper.isLocked = false
    writeFileSync(keyFile, String(systemFile).replace(/"sealed": "[^"]+"/, '"sealed": "AAAA"'))
    await failing('key-damaged', desk.test.call('packages.create', { ...request, passphrase: null }))
    writeFileSync(keyFile, systemFile)
    await failing('bad-passphrase', createKeyStore(desk.keysDir).unlock(basename(keyFile, '.json'), null))
    const [wrapping = Buffer.alloc(0)] = keeper.secrets
    expect(wrapping).toHaveLength(32)
    const seed = secret.subarray(-32)
    expect(secret.subarray(0, 16).toString('hex')).toBe('302e020100300506032b657004220420')
    const needles = [...formsOf(seed), ...formsOf(derived), ...formsOf(wrapping), Buffer.from(passphrase)]

    const files = [...filesUnder(desk.workspace), ...filesUnder(desk.keysDir), made.file]
    const places = new Map<string, Buffer>(files.map((file) => [file, readFileSync(file)]))
    places.set('what is told of the key', Buffer.from(JSON.stringify(await desk.test.call('packages.key', {}))))
    places.set('events', Buffer.from(JSON.stringify(desk.test.events)))
    places.set('log', Buffer.from(lines.join('')))
    places.set('errors', Buffer.from(errors.join('\n')))
    const hits = [...places].filter(([, bytes]) => needles.some((needle) => bytes.includes(needle))).map(([place]) => place)
    console.log(
      `private key: looked for ${needles.length} forms in ${places.size} places (${backups.length} backup, ${lines.length} log lines, ${errors.length} errors), found in ${hits.length}`
    )
    expect([...places.keys()]).toEqual(expect.arrayContaining([...backups, keyFile, made.file]))
    expect(hits).toEqual([])
    // The search itself finds what is there, however it is written.
    const written = [secret.toString('base64'), secret.toString('hex'), inspect(secret), JSON.stringify(secret)]
    for (const text of [...written, secret.toString('base64url'), JSON.stringify([...secret])]) {
      expect(
        needles.some((needle) => Buffer.from(`x${text}`).includes(needle)),
        text.slice(0, 12)
      ).toBe(true)
    }
  })
})
