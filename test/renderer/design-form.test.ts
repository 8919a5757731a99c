import { describe, expect, it } from 'vitest'
import { designOf, hostsOf, newSeed, rateAsPercent, type DesignForm } from '../../renderer/features/batches/design-form.ts'

const form: DesignForm = {
  title: 't',
  period: 'p',
  object: 'account',
  catalogueId: 'c',
  sizeBy: 'rate',
  rate: ' 0.5 ',
  count: '10',
  total: 'half-up',
  strata: 'stratum',
  seed: ' 42 ',
  mustInclude: ['site:1'],
  allowHosts: ''
}

describe('rateAsPercent', () => {
  it.each([
    ['0.5', '50'],
    ['1', '100'],
    ['0.125', '12.5'],
    ['0.07', '7'],
    ['0.005', '0.5'],
    ['1.5', '150'],
    ['0.10', '10'],
    ['0', '0'],
    ['0.3333', '33.33']
  ])('moves the point of %s to %s', (rate, percent) => {
    expect(rateAsPercent(rate)).toBe(percent)
  })

  it.each(['', '50%', '.5', '1e2', '-0.5', '０.５'])('says nothing of %j', (rate) => {
    expect(rateAsPercent(rate)).toBeNull()
  })
})

describe('designOf', () => {
  it('keeps the rate as written, without the spaces around it', () => {
    expect(designOf(form)).toEqual({
      object: 'account',
      size: { by: 'rate', rate: '0.5' },
      total: 'half-up',
      strata: 'stratum',
      seed: '42',
      mustInclude: ['site:1']
    })
  })

  it.each([
    ['25', 25],
    ['2.5', 0],
    ['', 0],
    ['ten', 0],
    ['-3', 0],
    ['99999999999', 0]
  ])('gives a count of %j as %i, 0 being refused with the range', (count, expected) => {
    expect(designOf({ ...form, sizeBy: 'count', count }).size).toEqual({ by: 'count', count: expected })
  })
})

describe('newSeed', () => {
  it('is eight digits and not always the same', () => {
    const seeds = new Set(Array.from({ length: 50 }, newSeed))
    for (const seed of seeds) expect(seed).toMatch(/^\d{8}$/)
    expect(seeds.size).toBeGreaterThan(45)
  })
})

describe('hostsOf', () => {
  it('takes entries apart at commas of either script and at spaces', () => {
    expect(hostsOf(' 10.20.1.8，oa.example.gov.cn:8080, a.cn\tb.cn；c.cn ')).toEqual([
      '10.20.1.8',
      'oa.example.gov.cn:8080',
      'a.cn',
      'b.cn',
      'c.cn'
    ])
    expect(hostsOf('  ')).toEqual([])
  })
})
