import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workspaceInfoSchema } from '../../electron/contract/workspace.ts'
import type { Wire } from './wire.ts'

/** What every transport must do the same way. `open` starts a real backend on the given empty folder behind it. */
export function describeTransport(name: string, open: (workspaceDir: string) => Promise<Wire>): void {
  describe(`the wire over ${name}`, () => {
    const workspaceDir = mkdtempSync(join(tmpdir(), 'xuncha-wire-'))
    let wire: Wire

    beforeAll(async () => {
      wire = await open(workspaceDir)
    })
    afterAll(async () => {
      await wire?.close()
      rmSync(workspaceDir, { recursive: true, force: true })
    })

    it('answers a procedure with a value that fits its schema', async () => {
      const reply = await wire.call('workspace.info', {})
      expect(reply).toMatchObject({ ok: true, value: { path: workspaceDir, sites: 0, events: 0 } })
      expect(reply.ok && workspaceInfoSchema.safeParse(reply.value).success).toBe(true)
    })

    it.each(['workspace.destroy', '', 'constructor', '__proto__', 'toString'])(
      'answers the unknown procedure "%s" with an error',
      async (procedure) => {
        expect(await wire.call(procedure, {})).toMatchObject({ ok: false, error: { code: 'unknown-procedure' } })
      }
    )

    it.each([[null], [7], [{ toString: 'x' }], [['workspace.info']]])(
      'answers %j in place of a name with an error',
      async (procedure) => {
        expect(await wire.call(procedure, {})).toMatchObject({ ok: false, error: { code: 'unknown-procedure' } })
      }
    )

    it.each(['event', 'constructor', 'hasOwnProperty', '__proto__', '$close'])(
      'does not reach the function "%s" of the other side',
      async (called) => {
        expect(await wire.callFunction(called)).toMatchObject({ ok: false, error: { code: 'unknown-procedure' } })
      }
    )

    it.each([[null], ['x'], [{}], [{ author: '' }], [{ author: 5 }], [{ author: 'x'.repeat(41) }]])(
      'refuses the input %j with one Chinese sentence',
      async (input) => {
        const reply = await wire.call('workspace.setAuthor', input)
        expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input' } })
        expect(reply.ok ? '' : reply.error.message).toMatch(/\p{Script=Han}/u)
      }
    )

    it('drops what is no message and goes on answering', async () => {
      const junk = [
        null,
        'x',
        7,
        [],
        {},
        { t: 'q' },
        { t: 'q', m: 'call' },
        { t: 'q', m: 'call', a: 'x', i: '1' },
        { t: 's', i: 'x', r: 1 }
      ]
      for (const message of junk) await wire.sendRaw(message)
      expect(await wire.call('workspace.info', {})).toMatchObject({ ok: true })
    })

    it('carries Chinese names both ways and tells of the change by an event', async () => {
      const reply = await wire.call('workspace.setAuthor', { author: '張三𠮷' })
      expect(reply).toMatchObject({ ok: true, value: { author: '張三𠮷' } })
      const events = await wire.events()
      expect(events.map((event) => event.name)).toContain('workspace.changed')
    })

    it('carries the largest piece of an upload', async () => {
      const chunk = randomBytes(1024 * 1024).toString('base64')
      const reply = await wire.call('uploads.append', { uploadId: null, name: '名录.csv', chunk, last: false })
      expect(reply).toMatchObject({ ok: true, value: { bytes: 1024 * 1024 } })
    })

    it('answers each of many calls at once with its own answer', async () => {
      const calls = Array.from({ length: 50 }, (_, index) => wire.call(index % 2 === 0 ? 'state.hash' : `no.such${index}`, {}))
      const replies = await Promise.all(calls)
      expect(replies.map((reply) => (reply.ok ? 'ok' : reply.error.message.includes('no.such')))).toEqual(
        replies.map((_, index) => (index % 2 === 0 ? 'ok' : true))
      )
    })
  })
}
