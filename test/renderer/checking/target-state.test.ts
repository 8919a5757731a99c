import { describe, expect, it } from 'vitest'
import type { TargetRow } from '../../../electron/contract/batches.ts'
import {
  everyTarget,
  matchesFilter,
  matchesText,
  nextOpenTarget,
  progressOf,
  shownState,
  shownStates,
  stateSigns,
  strataOf
} from '../../../renderer/features/checking/target-state.ts'

const row = (part: Partial<TargetRow>): TargetRow => ({
  objectKey: 'site:3411000001',
  name: '市科技局网站',
  unit: '市科学技术局',
  stratum: '市直',
  code: '3411000001',
  url: 'https://kjj.example.gov.cn/',
  pinyin: 'shikejijuwangzhan',
  initials: 'skjjwz',
  state: 'waiting',
  outcome: 'unsettled',
  problems: 0,
  score: null,
  inspector: null,
  object: {
    key: 'site:3411000001',
    kind: 'site',
    name: '市科技局网站',
    stratum: '市直',
    unit: '市科学技术局',
    siteCode: '3411000001',
    url: 'https://kjj.example.gov.cn/',
    platform: null,
    accountId: null,
    accountType: null,
    unitClass: null,
    isPortal: false,
    hasService: true,
    status: '在运行',
    notes: {},
    raw: {}
  },
  ...part
})

describe('shownState', () => {
  it('shows progress until inspected, then what came out', () => {
    expect(shownState({ state: 'waiting', outcome: 'unsettled', problems: 0 })).toBe('waiting')
    expect(shownState({ state: 'in-progress', outcome: 'unsettled', problems: 3 })).toBe('in-progress')
    expect(shownState({ state: 'inspected', outcome: 'pass', problems: 0 })).toBe('pass')
    expect(shownState({ state: 'inspected', outcome: 'pass', problems: 1 })).toBe('problems')
    expect(shownState({ state: 'inspected', outcome: 'fail', problems: 2 })).toBe('fail')
  })

  it('never calls an inspected target passed while its outcome is unsettled', () => {
    expect(shownState({ state: 'inspected', outcome: 'unsettled', problems: 0 })).toBe('in-progress')
  })

  it('has a sign of its own for every state', () => {
    expect(new Set(shownStates.map((state) => stateSigns[state])).size).toBe(shownStates.length)
  })
})

describe('matchesText', () => {
  it('finds by name, unit, code, pinyin and initials', () => {
    for (const text of ['科技', '科学技术', '3411', 'keji', 'kjj', 'KJJ', 'ｋｊｊ', '']) {
      expect(matchesText(row({}), text), text).toBe(true)
    }
  })

  it('needs every word', () => {
    expect(matchesText(row({}), 'kjj 3411')).toBe(true)
    expect(matchesText(row({}), 'kjj 民政')).toBe(false)
  })
})

describe('matchesFilter', () => {
  const inspected = row({ state: 'inspected', outcome: 'fail', problems: 1, stratum: '甲县' })

  it('joins state, stratum and text', () => {
    expect(matchesFilter(inspected, everyTarget)).toBe(true)
    expect(matchesFilter(inspected, { state: 'fail', stratum: '甲县', text: 'kjj' })).toBe(true)
    expect(matchesFilter(inspected, { state: 'problems', stratum: '', text: '' })).toBe(false)
    expect(matchesFilter(inspected, { state: 'all', stratum: '市直', text: '' })).toBe(false)
    expect(matchesFilter(inspected, { state: 'all', stratum: '', text: 'mzj' })).toBe(false)
  })
})

describe('strataOf', () => {
  it('keeps the order of first appearance', () => {
    expect(strataOf([row({ stratum: '市直' }), row({ stratum: '甲县' }), row({ stratum: '市直' })])).toEqual(['市直', '甲县'])
  })
})

describe('progressOf', () => {
  it('rounds down, so that 100 means all', () => {
    const rows = [...Array.from({ length: 87 }, () => row({ state: 'inspected' })), ...Array.from({ length: 125 }, () => row({}))]
    expect(progressOf(rows)).toEqual({ total: 212, inspected: 87, percent: 41 })
    const almost = [...Array.from({ length: 999 }, () => row({ state: 'inspected' })), row({})]
    expect(progressOf(almost).percent).toBe(99)
    expect(progressOf([])).toEqual({ total: 0, inspected: 0, percent: 0 })
  })
})

describe('nextOpenTarget', () => {
  const rows = [
    row({ objectKey: 'a', state: 'waiting' }),
    row({ objectKey: 'b', state: 'inspected' }),
    row({ objectKey: 'c', state: 'in-progress' })
  ]

  it('passes over inspected targets and goes around the end', () => {
    expect(nextOpenTarget(rows, 'a')).toBe('c')
    expect(nextOpenTarget(rows, 'c')).toBe('a')
    expect(nextOpenTarget(rows, null)).toBe('a')
    expect(nextOpenTarget(rows, 'gone')).toBe('a')
  })

  it('says that nothing is left, and never comes back to the same target', () => {
    expect(nextOpenTarget([row({ objectKey: 'a' })], 'a')).toBeNull()
    expect(nextOpenTarget([row({ objectKey: 'a', state: 'inspected' })], null)).toBeNull()
  })
})
