import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { copyWith, type Mutant } from './planted.ts'

const mutants: readonly Mutant[] = [
  {
    name: 'no tie-break',
    file: 'electron/merge/causality.ts',
    find: "(heap[a]?.link.hash ?? '') < (heap[b]?.link.hash ?? '')",
    put: 'false && a < b'
  },
  {
    name: 'the clock decides',
    file: 'electron/merge/register.ts',
    find: 'const byPeople = left.filter(({ isMachine }) => !isMachine)',
    put: 'const byPeople = left.filter(({ isMachine }) => !isMachine).toSorted((a, b) => (a.event < b.event ? -1 : 1)).slice(-1)'
  },
  {
    name: 'the last one wins',
    file: 'electron/merge/register.ts',
    find: 'new Set(versions.map((version) => judgementOf(item, version.value))).size > 1',
    put: 'versions.length < 0 && judgementOf(item, null) !== ""'
  },
  {
    name: 'a tombstone is lost',
    file: 'electron/merge/finding-register.ts',
    find: 'value: finding !== null })',
    put: 'value: true })'
  },
  {
    name: 'a duplicate counts twice',
    file: 'electron/merge/admit.ts',
    find: 'if (known.hashAt(event.device, event.seq) !== event.hash) fresh.set(event.hash, event)',
    put: 'fresh.set(event.hash + fresh.size, event)'
  },
  {
    name: 'what was brought back is lost',
    file: 'electron/merge/finding-register.ts',
    find: 'value: finding !== null })',
    put: 'value: finding !== null && (wasThere || present.standing(known).length === 0) })'
  },
  {
    name: 'parents are ignored',
    file: 'electron/merge/causality.ts',
    find: 'raise(child.clock, node.clock)',
    put: 'if (child.link.device === node.link.device) raise(child.clock, node.clock)'
  },
  {
    name: 'wrong batch',
    file: 'electron/merge/items.ts',
    find: "item: itemKey('verdict', batchId, objectKey, indicatorId), value: { verdict",
    put: "item: itemKey('verdict', batchId, '', indicatorId), value: { verdict"
  },
  {
    name: 'composed letters differ',
    file: 'electron/merge/judgements.ts',
    find: "return urlKey(String(value).normalize('NFC'))",
    put: 'return urlKey(String(value))'
  },
  {
    name: 'keys run into each other',
    file: 'electron/merge/items.ts',
    find: 'return JSON.stringify([kind, ...parts])',
    put: "return JSON.stringify([kind, ...parts.join('|').split('|')])"
  },
  {
    name: 'numbers are added up',
    file: 'electron/merge/register.ts',
    find: 'if (differ(versions)) return value(commonPast(versions))',
    put: "if (versions.length > 1 && typeof last.value === 'number') return versions.reduce((sum, version) => sum + Number(version.value), 0)"
  },
  {
    name: 'a parent that is not here is passed over',
    file: 'electron/merge/admit.ts',
    find: '|| !event.parents.every(isHere)) break',
    put: ') break'
  },
  {
    name: 'a ruling covers what it did not know',
    file: 'electron/merge/register.ts',
    find: 'causal.isBefore(earlier.event, later.event)',
    put: 'earlier !== later'
  },
  {
    name: 'a ruling is never put right',
    file: 'electron/merge/register.ts',
    find: '(before[0]?.ruled?.versions ?? [])',
    put: '[]'
  },
  {
    name: 'a ruling is put right after a new judgement',
    file: 'electron/merge/register.ts',
    find: 'return before.every(({ ruled }) => ruled?.conflictId === conflictId) ? (before[0]?.ruled?.versions ?? []) : []',
    put: 'return words.findLast(({ ruled }) => ruled?.conflictId === conflictId)?.ruled?.versions ?? []'
  },
  {
    name: 'a ruling on two of three versions counts',
    file: 'electron/merge/register.ts',
    find: 'return conflictId === name() ? before : []',
    put: "return name() === '' ? [] : before.flatMap((one) => one.ruled?.versions ?? [one])"
  },
  {
    name: 'a correction does not reach the ruling of another device',
    file: 'electron/merge/register.ts',
    find: "isMachine: false, replaces: 'all', ruled }",
    put: "isMachine: false, replaces: 'own', ruled }"
  },
  {
    name: 'any event can be chosen',
    file: 'electron/merge/register.ts',
    find: 'const version = versions.find((one) => one.event === chosen)',
    put: 'const version = versions.find((one) => one.event === chosen) ?? versions[0]'
  },
  {
    name: 'other items are counted in',
    file: 'electron/merge/rule-again.ts',
    find: 'if (about !== subject) continue',
    put: ''
  },
  {
    name: 'a sweep clears a decision away',
    file: 'electron/merge/register.ts',
    find: 'return byPeople.length > 0 ? byPeople : left',
    put: 'return left.length > 0 ? left.slice(-1) : byPeople'
  },
  {
    name: 'evidence taken out comes back',
    file: 'electron/merge/register.ts',
    find: 'lists.every((list) => list.includes(entry))',
    put: 'lists.some((list) => list.includes(entry))'
  },
  {
    name: 'what was removed wins over an edit',
    file: 'electron/merge/register.ts',
    find: 'versions.findLast((version) => version.value !== null)?.value ?? null',
    put: 'versions.some((version) => version.value === null) ? null : last.value'
  },
  {
    name: 'any key vouches',
    file: 'electron/merge/admit.ts',
    find: 'if (keyOf(device) !== keyId) continue',
    put: 'if (keyOf(device) === null || keyId === "") continue'
  },
  {
    name: 'what is made up stops what is real',
    file: 'electron/merge/admit.ts',
    find: 'const own = events.filter(({ hash }) => vouched.has(hash))',
    put: 'const own = events.filter(({ hash }) => hash !== "")'
  },
  {
    name: 'of two the first is believed',
    file: 'electron/merge/admit.ts',
    find: 'if (fitting.length > 1 || !fitting.includes(event)) stray.add(event.hash)',
    put: 'if (fitting[0] !== event) stray.add(event.hash)'
  },
  {
    name: 'a second chain stops the one that is here',
    file: 'electron/merge/admit.ts',
    find: 'if (event?.prevHash !== last.hash) break',
    put: 'if (event?.prevHash !== last.hash || forked.size > 0) break'
  }
]

function check(folder: string): { caught: boolean; by: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'mutant-check.ts'), folder], {
    encoding: 'utf8'
  })
  if (status !== 0 && status !== 1) throw new Error(stderr)
  if (status === 1 && stdout === '') throw new Error(stderr)
  return { caught: status === 1, by: stdout }
}

describe('planted faults', () => {
  it('the copy itself has none', () => {
    expect(check(copyWith(null))).toEqual({ caught: false, by: '' })
  })

  it.each(mutants)('$name', (mutant) => {
    expect(check(copyWith(mutant)).caught).toBe(true)
  })
})
