import { expect } from 'vitest'

/** Fields that are given, and those that say in so many words why not; throws for one that is silent. */
export function fieldsOf(value: unknown, path = ''): { given: number; explained: number } {
  if (value === null || value === undefined || value === '') throw new Error(`${path} is neither given nor explained`)
  if (typeof value !== 'object') return { given: 1, explained: 0 }
  const entries = Object.entries(value)
  if (entries.length === 2 && 'value' in value && 'reason' in value) {
    expect(value.value, path).toBeNull()
    expect(value.reason, path).toMatch(/^未取得：.{4,}/)
    return { given: 0, explained: 1 }
  }
  const all = entries.map(([name, inner]) => fieldsOf(inner, `${path}.${name}`))
  return { given: all.reduce((sum, one) => sum + one.given, 0), explained: all.reduce((sum, one) => sum + one.explained, 0) }
}
