import { join } from 'node:path'
import { describe, it } from 'vitest'
import { expectCaught } from '../support/planted.ts'
import { mergeParts, type Mutant } from './planted.ts'

const roles = 'electron/merge/roles.ts'
const rules = 'electron/merge/role-rules.ts'
const ranks = 'electron/domain/roles.ts'

const mutants: readonly Mutant[] = [
  {
    name: 'what stands now counts, not what was known',
    file: roles,
    find: 'given.filter(({ id }) => causal.isBefore(id, event.id))',
    put: '[...given]'
  },
  {
    name: 'a role without effect counts',
    file: roles,
    find: '    if (reason === null) {',
    put: "    if (event.type === 'role.given') given.push(event)\n    if (reason === null) {"
  },
  {
    name: 'anybody gives the first role',
    file: roles,
    find: "return event.type === 'role.given' ? 'founding' : null",
    put: 'return null'
  },
  { name: 'whoever joined may begin', file: roles, find: ' && began(device)', put: '' },
  { name: 'somebody else is made the first', file: roles, find: ' && device === event.device', put: '' },
  { name: 'the first is no manager', file: roles, find: " && role === 'manager'", put: '' },
  { name: 'the first comes twice', file: roles, find: 'known.length === 0 && device', put: 'device' },
  {
    name: 'a role is never taken back',
    file: roles,
    find: '!own.some((later) => causal.isBefore(id, later.id))',
    put: 'own.length > 0 && id !== ""'
  },
  {
    name: 'the last in the order wins',
    file: roles,
    find: 'own.filter(({ id }) => !own',
    put: 'own.slice(-1).filter(({ id }) => !own'
  },
  {
    name: 'without a role everything is allowed',
    file: roles,
    find: "standing.length === 0 ? 'inspector'",
    put: "standing.length === 0 ? 'manager'"
  },
  {
    name: 'a batch without effect carries what hangs on it',
    file: roles,
    find: 'opened.get(batchId) === false',
    put: 'opened.get(batchId) === null'
  },
  { name: 'a batch opened twice loses the good one', file: roles, find: 'opened.get(batchId) === true || reason', put: 'reason' },
  {
    name: 'nobody is asked who vouches',
    file: roles,
    find: 'event.payload.device) ? null',
    put: 'event.payload.device) || event.id ? null'
  },
  {
    name: 'a reviewer gives roles',
    file: rules,
    find: "'role.given': { needs: 'manager'",
    put: "'role.given': { needs: 'inspector'"
  },
  {
    name: 'an inspector rules',
    file: rules,
    find: "'conflict.ruled': { needs: 'reviewer'",
    put: "'conflict.ruled': { needs: 'inspector'"
  },
  {
    name: 'every document needs the manager',
    file: rules,
    find: 'if (rule.kinds === undefined) return rule',
    put: 'return rule'
  },
  { name: 'no document does', file: rules, find: 'rule.kinds.includes(event.payload.kind)', put: 'rule.kinds.length === 0' },
  { name: 'of two roles the greater', file: ranks, find: 'rank[role] < rank[least]', put: 'rank[role] > rank[least]' },
  { name: 'a role is not enough for itself', file: ranks, find: 'rank[role] >= rank[needed]', put: 'rank[role] > rank[needed]' },
  {
    name: 'a device vouches for itself',
    file: ranks,
    find: 'if (voucher === subject) return false',
    put: 'if (voucher === "") return false'
  },
  { name: 'nobody vouches for the only manager', file: ranks, find: 'device === subject || isAtLeast', put: 'isAtLeast' }
]

describe('roles', () => {
  it('are read by their rules, and every planted fault shows', () => {
    expectCaught('roles', { script: join(import.meta.dirname, 'role-check.ts') }, mergeParts, mutants)
  })
})
