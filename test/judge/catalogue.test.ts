import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { itemIdsOf } from '../../electron/judge/check-items.ts'
import { checks } from '../../electron/judge/index.ts'
import { nationalItems } from '../../electron/judge/national-items.ts'
import { accounts, itemOf, sites } from '../domain/rules/editions.ts'

const folder = new URL('../../resources/catalogues/', import.meta.url)
const written = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/"check": "([^"]*)"/g)].map((match) => match[1] ?? '')
  )

describe('checks and catalogues', () => {
  it('every check that an edition or a local plan names is there', () => {
    const known = new Set(checks.map(({ id }) => id))
    expect(written.length).toBeGreaterThan(30)
    expect([...new Set(written)].filter((id) => !known.has(id))).toEqual([])
  })

  it.each(nationalItems.map((item) => [item.id, item] as const))(
    '%s: numbers without a batch are those of the edition',
    (id, item) => {
      const shipped = itemOf(id.startsWith('M') ? accounts : sites, id)
      const numbers = (from: typeof item) => ({
        check: from.check,
        kind: from.kind,
        window: from.window && [from.window.value, from.window.status],
        threshold: from.threshold && [from.threshold.value, from.threshold.status],
        numbers: Object.fromEntries(
          Object.entries(from.numbers ?? {}).map(([name, { value, status }]) => [name, [value, status]])
        )
      })
      expect(numbers(item)).toEqual(numbers({ ...shipped, numbers: only(shipped.numbers, item.numbers) }))
      const staleRules = (from: typeof item) =>
        (from.columns ?? []).map(({ classes, level, when, window }) => ({
          classes,
          level,
          when,
          window: window && [window.value, window.status]
        }))
      if (item.columns !== undefined) expect(staleRules(item)).toEqual(staleRules(shipped))
    }
  )

  it('the items a hint belongs to', () => {
    expect(itemIdsOf('column-stale', sites.indicators)).toEqual(['W4.1', 'W4.2', 'D1.4', 'D1.5', 'D1.6', 'D1.9'])
    expect(itemIdsOf('mailbox-reply', sites.indicators)).toEqual(['W5.2', 'D3.3', 'B3.1'])
    expect(itemIdsOf('hijacked', sites.indicators)).toEqual(['W1.4'])
    expect(itemIdsOf('misspelt', sites.indicators)).toEqual(['W1.1'])
    expect(itemIdsOf('repeated-items', sites.indicators)).toEqual(['W1.5'])
    expect(itemIdsOf('attachments', sites.indicators)).toEqual(['D4.3', 'D4.6'])
    expect(itemIdsOf('certificate', sites.indicators)).toEqual([])
    expect(itemIdsOf('account-updated', accounts.indicators)).toEqual(['M2.1'])
  })
})

function only<T>(all: Record<string, T> | undefined, names: Record<string, unknown> | undefined): Record<string, T> {
  return Object.fromEntries(Object.entries(all ?? {}).filter(([name]) => names !== undefined && name in names))
}
