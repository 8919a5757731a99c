import { describe, expect, it } from 'vitest'
import { openItems, type OpenItem } from '../../electron/domain/apply-decisions.ts'
import { formFaults, printedFields, requestsOf, takenOver } from '../../renderer/components/number-decisions.ts'
import { catalogue, indicator } from '../domain/domain-fixtures.ts'

const unsure = <T>(value: T) => ({ value, status: 'unconfirmed' as const, source: '推断' })
const edition = catalogue([
  indicator('D1', 'deduction', { unitPoints: unsure('1'), cap: unsure('5'), numbers: { sample: unsure('3') }, enabled: false }),
  indicator('D2', 'deduction', { enabled: false }),
  indicator('W1', 'veto', { threshold: unsure(5), window: unsure({ amount: 6, unit: 'month' as const }), enabled: false })
])
const items = openItems(edition)
const itemOf = (id: string): OpenItem => {
  const found = items.find((item) => item.indicator.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
const fields = (id: string, action: 'confirm' | 'change' | 'off' = 'change') => printedFields(itemOf(id), action)

describe('requestsOf', () => {
  it('says nothing of items that nobody decided about', () => {
    expect(requestsOf({}, items)).toEqual([])
  })

  it('gives decisions in the order of the edition, numbers only where they were changed', () => {
    const form = {
      W1: { ...fields('W1'), threshold: '６', windowAmount: '3' },
      D2: { ...fields('D2'), unitPoints: ' 2 ' },
      D1: { ...fields('D1'), cap: '', numbers: { sample: '4' } }
    }
    expect(requestsOf(form, items)).toEqual([
      { indicatorId: 'D1', action: 'change', cap: null, numbers: { sample: '4' } },
      { indicatorId: 'D2', action: 'change', unitPoints: '2' },
      { indicatorId: 'W1', action: 'change', threshold: 6, window: { amount: 3, unit: 'month' } }
    ])
    expect(requestsOf({ D1: fields('D1', 'confirm'), W1: fields('W1', 'off') }, items)).toEqual([
      { indicatorId: 'D1', action: 'confirm' },
      { indicatorId: 'W1', action: 'off' }
    ])
  })
})

describe('formFaults', () => {
  it('names the faulty item in the words of the rule book', () => {
    const form = { D1: { ...fields('D1'), unitPoints: '两分' }, D2: fields('D2', 'confirm'), W1: fields('W1', 'confirm') }
    const faults = formFaults(edition, requestsOf(form, items))
    expect([...faults.keys()]).toEqual(['D1', 'D2'])
    expect(faults.get('D1')).toContain('两分')
  })
})

describe('takenOver', () => {
  it('fills in what was decided before, so that the same decisions come out', () => {
    const earlier = [
      { indicatorId: 'D1', action: 'change' as const, unitPoints: '2', cap: null, numbers: { sample: '7' } },
      { indicatorId: 'W1', action: 'confirm' as const },
      { indicatorId: 'GONE', action: 'off' as const }
    ]
    const form = takenOver(earlier, items)
    expect(Object.keys(form)).toEqual(['D1', 'W1'])
    expect(requestsOf(form, items)).toEqual(earlier.slice(0, 2))
  })
})
