import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  asksLastUpdate,
  asPhrase,
  awaitedField,
  blankNames,
  daysWithoutUpdate,
  fillPhrase,
  openBlanks,
  readDay,
  type PhraseFacts
} from '../../electron/domain/phrase.ts'
import { loadCatalogues } from '../../electron/intake/load-catalogues.ts'
import { loadPhrases } from '../../electron/intake/load-phrases.ts'

const facts: PhraseFacts = {
  indicator: {
    unitPoints: { value: '0.5', status: 'confirmed', source: '原文' },
    window: { value: { amount: 6, unit: 'month' }, status: 'confirmed', source: '原文' }
  },
  count: 3,
  location: '首页》政策》政策解读',
  url: 'https://a.example.gov.cn/jd/',
  observedDay: '2024-03-01',
  lastUpdate: '2023-08-30'
}

describe('fillPhrase', () => {
  it('fills the place, the count, the points, the limit and the days', () => {
    // 2023-08-30 → 2024-03-01: 1 + 30 + 31 + 30 + 31 + 31 + 29 + 1 = 184 days, over a leap day.
    expect(fillPhrase('{位置}的“{栏目}”（{上级栏目}）最近更新为{最近更新}，到{监测日期}已{天数}天，超过{期限}', facts)).toBe(
      '首页》政策》政策解读的“政策解读”（政策）最近更新为2023年8月30日，到2024年3月1日已184天，超过6个月'
    )
    expect(fillPhrase('{数量}处，扣{分值}分；{count}处，扣{points}分：{location}', facts)).toBe(
      '3处，扣1.5分；3处，扣1.5分：首页》政策》政策解读'
    )
  })

  it('leaves blanks that nothing is known for, and unknown ones', () => {
    const none: PhraseFacts = { indicator: {}, count: 1, location: '', url: '', observedDay: null, lastUpdate: null }
    const text = '{栏目}{天数}{最近更新}{期限}{分值}{别的}'
    expect(fillPhrase(text, none)).toBe(text)
    expect(openBlanks(text)).toEqual(['栏目', '天数', '最近更新', '期限', '分值'])
  })

  it('gives no days for an update after the time of the check', () => {
    expect(fillPhrase('{天数}', { ...facts, lastUpdate: '2024-03-02' })).toBe('{天数}')
    expect(fillPhrase('{天数}', { ...facts, lastUpdate: '2024-03-01' })).toBe('0')
  })

  it('takes texts with a dollar sign as they are', () => {
    expect(fillPhrase('{栏目}', { ...facts, location: "首页》$&$'" })).toBe("$&$'")
  })
})

describe('awaitedField', () => {
  it('names the field that the text still waits for', () => {
    expect(awaitedField('“{栏目}”已{天数}天')).toBe('lastUpdate')
    expect(awaitedField('“{栏目}”为空白')).toBe('location')
    expect(awaitedField('{期限}')).toBeNull()
    expect(awaitedField('全部写好')).toBeNull()
  })
})

describe('daysWithoutUpdate', () => {
  it('counts local days, none backwards', () => {
    expect(daysWithoutUpdate({ lastUpdate: '2024-02-28', observedDay: '2024-03-01' })).toBe(2)
    expect(daysWithoutUpdate({ lastUpdate: '2024-03-02', observedDay: '2024-03-01' })).toBeNull()
    expect(daysWithoutUpdate({ lastUpdate: null, observedDay: '2024-03-01' })).toBeNull()
  })
})

describe('asPhrase', () => {
  it('puts the blanks back, so that filling gives the same sentence', () => {
    const sentence = '首页》政策》政策解读栏目“政策解读”最近更新为2023年8月30日，已184天'
    const phrase = asPhrase(sentence, facts)
    expect(phrase).toBe('{位置}栏目“{栏目}”最近更新为{最近更新}，已{天数}天')
    expect(fillPhrase(phrase, facts)).toBe(sentence)
  })

  it('leaves numbers that only look like the days', () => {
    expect(asPhrase('共1184天，184件', facts)).toBe('共1184天，184件')
  })
})

describe('readDay', () => {
  it.each([
    ['2023-8-30', '2023-08-30'],
    ['2023年8月30日', '2023-08-30'],
    ['２０２３／８／３０', '2023-08-30'],
    ['20230830', '2023-08-30'],
    ['2024-02-29', '2024-02-29'],
    ['2023-02-29', null],
    ['2023-13-01', null],
    ['八月', null]
  ])('%s', (typed, day) => {
    expect(readDay(typed)).toBe(day)
  })
})

describe('shipped phrases', () => {
  const resources = join(import.meta.dirname, '../../resources')
  const phrases = loadPhrases(resources)
  const catalogues = loadCatalogues(resources)

  it('stand for every item that a batch can be checked by', () => {
    const without = catalogues.flatMap(({ id: edition, object, indicators }) =>
      indicators
        .filter((item) => !phrases.some((phrase) => phrase.object === object && phrase.indicators.includes(item.id)))
        .filter(() => object !== 'regulator')
        .map((item) => `${edition} ${item.id}`)
    )
    expect(without).toEqual([])
    expect(catalogues.length).toBeGreaterThan(2)
  })

  it('name items that some edition of their kind has, each phrase once', () => {
    const known = new Set(catalogues.flatMap(({ object, indicators }) => indicators.map((item) => `${object} ${item.id}`)))
    const lost = phrases.filter(({ object, indicators }) => indicators.some((id) => !known.has(`${object} ${id}`)))
    expect(lost.map(({ id }) => id)).toEqual([])
    expect(new Set(phrases.map(({ id }) => id)).size).toBe(phrases.length)
    expect(new Set(phrases.map((one) => `${one.object} ${one.indicators.join()} ${one.text}`)).size).toBe(phrases.length)
    expect(readdirSync(join(resources, 'phrases')).toSorted()).toEqual(['account.json', 'site.json'])
  })

  it('have no blank that nobody fills, and ask for the last update where days stand', () => {
    const braces = phrases.flatMap(({ text }) => text.match(/\{[^}]*\}?/g) ?? [])
    expect(braces.length).toBeGreaterThan(60)
    expect(braces.filter((one) => !blankNames.some((name) => one === `{${name}}`))).toEqual([])
    expect(phrases.filter(({ text }) => asksLastUpdate(text)).length).toBeGreaterThan(10)
  })
})
