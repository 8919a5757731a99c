/**
 * Packages and time stamps before the real verifiers or copies with a planted fault: `node verifier-check.ts TABLE FOLDER…`,
 * one line of JSON for each folder with the names of what was not judged as it should be, for a copy the first one. TABLE: `verifier-cases.ts`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { nodeTools as NodeTools } from '../../electron/evidence/package/node-tools.ts'
import type { verifyPackage as VerifyPackage } from '../../electron/evidence/package/verify.ts'
import type { nodeStampTools as NodeStampTools } from '../../electron/evidence/time-stamp-node-tools.ts'
import type { verifyStamp as VerifyStamp } from '../../electron/evidence/time-stamp-verify.ts'
import { sourceOf } from './package-forge.ts'
import type { VerifierCase, VerifierTable } from './verifier-cases.ts'

const [table = '', ...folders] = process.argv.slice(2)
const { cases, first } = JSON.parse(readFileSync(table, 'utf8')) as VerifierTable
const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64')

for (const [index, folder] of folders.entries()) {
  const load = (file: string): Promise<unknown> => import(pathToFileURL(join(folder, 'electron/evidence', file)).href)
  const { verifyPackage } = (await load('package/verify.ts')) as { verifyPackage: typeof VerifyPackage }
  const { nodeTools } = (await load('package/node-tools.ts')) as { nodeTools: typeof NodeTools }
  const { verifyStamp } = (await load('time-stamp-verify.ts')) as { verifyStamp: typeof VerifyStamp }
  const { nodeStampTools } = (await load('time-stamp-node-tools.ts')) as { nodeStampTools: typeof NodeStampTools }
  const wrong: string[] = []
  const list = cases.toSorted((a, b) => Number(b.name === first[index]) - Number(a.name === first[index]))
  for (const one of list) {
    // A copy that breaks is found out too.
    const isRight = await judged(one).catch(() => false)
    if (!isRight) wrong.push(one.name)
    // One is enough to catch it.
    if (index > 0 && wrong.length > 0) break
  }
  process.stdout.write(`${JSON.stringify({ cases: cases.length, wrong })}\n`)

  async function judged(one: VerifierCase): Promise<boolean> {
    const bytes = readFileSync(one.file)
    if (one.of === 'package') {
      const { ok, problems } = await verifyPackage(sourceOf(bytes), nodeTools, one.anchors)
      return one.culprit === null ? ok : !ok && problems.some(({ file }) => file === one.culprit)
    }
    const { imprint, nonce, policies, roots, revocations } = one.expected
    const result = verifyStamp(
      bytes,
      { imprint, nonce, policies, roots: roots.map(bytesOf), revocations: revocations.map(bytesOf) },
      nodeStampTools
    )
    return result.ok ? one.kind === null : result.kind === one.kind
  }
}
