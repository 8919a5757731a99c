import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Anchors } from '../../electron/domain/evidence-package.ts'
import type { StampFaultKind } from '../../electron/evidence/time-stamp-fault.ts'
import type { StampExpectation } from '../../electron/evidence/time-stamp-verify.ts'
import { temporaryFolder } from '../db/support.ts'
import { expectCaught, type Mutant } from '../support/planted.ts'
import type { Attack } from './package-attacks.ts'

/** One package or stamp, and what a verifier must say of it. */
export type VerifierCase = { name: string; file: string } & (
  | { of: 'package'; anchors: Anchors; /** The file that must be named; null: all is well. */ culprit: string | null }
  | {
      of: 'stamp'
      /** Certificates and lists in base64. */
      expected: Pick<StampExpectation, 'imprint' | 'nonce' | 'policies'> & { roots: string[]; revocations: string[] }
      /** The fault that must be named; null: all is well. */
      kind: StampFaultKind | null
    }
)

type Unwritten<T> = T extends unknown ? Omit<T, 'file'> & { bytes: Uint8Array } : never

export const packageCase = ({ name, bytes, culprit, anchors }: Omit<Attack, 'culprit'> & { culprit: string | null }) =>
  ({ of: 'package', name, bytes, culprit, anchors: anchors ?? { heads: [], keyIds: [] } }) as const

export const stampCase = (name: string, bytes: Uint8Array, kind: StampFaultKind | null, expected: StampExpectation) => {
  const { imprint, nonce, policies } = expected
  const base64 = (one: Uint8Array): string => Buffer.from(one).toString('base64')
  const roots = expected.roots.map(base64)
  const revocations = (expected.revocations ?? []).map(base64)
  return { of: 'stamp', name, bytes, kind, expected: { imprint, nonce, policies, roots, revocations } } as const
}

/** What `verifier-check.ts` reads. */
export interface VerifierTable {
  cases: VerifierCase[]
  /** For each folder the name of the case to begin with. */
  first: (string | null)[]
}

/** Puts the cases before the verifiers as they are, which must judge all rightly, and before copies with one fault each. */
export function expectEachCheckNeeded(what: string, cases: readonly Unwritten<VerifierCase>[], mutants: readonly Mutant[]): void {
  const names = new Set<string | undefined>(cases.map(({ name }) => name))
  expect(
    mutants.filter(({ by }) => by !== undefined && !names.has(by)).map(({ name, by }) => `${name}: no case “${by}”`)
  ).toEqual([])
  const dir = temporaryFolder()
  const written = cases.map(({ bytes, ...one }, index) => {
    const file = join(dir, String(index))
    writeFileSync(file, bytes)
    return { ...one, file }
  })
  const table = join(dir, 'cases.json')
  writeFileSync(table, JSON.stringify({ cases: written, first: [null, ...mutants.map(({ by }) => by ?? null)] }))
  const script = join(import.meta.dirname, 'verifier-check.ts')
  expectCaught(what, { script, args: [table] }, { folder: 'electron/evidence' }, mutants)
}
