import { describe, expect, it } from 'vitest'
import { locationParts, normaliseLocation } from '../../electron/domain/location-path.ts'

const wanted = '首页》政策》政策解读'

describe('normaliseLocation', () => {
  it.each([
    '首页》政策》政策解读',
    '首页>政策>政策解读',
    '首页 > 政策 > 政策解读',
    '首页>>政策>>政策解读',
    '首页＞政策＞政策解读',
    '首页 / 政策 / 政策解读',
    '首页 ／ 政策 ／ 政策解读',
    '首页 » 政策 › 政策解读',
    '首页->政策-->政策解读',
    '首页→政策→政策解读',
    ' 首页》 政策 》政策解读 》',
    '》首页》》政策》政策解读',
    '首页 > 政策\n> 政策解读',
    '首页 | 政策 | 政策解读'
  ])('%j is the path of the table', (typed) => {
    expect(normaliseLocation(typed)).toBe(wanted)
  })

  it.each([
    ['', ''],
    ['  ', ''],
    ['》', ''],
    ['政策解读', '政策解读'],
    // A slash or bar inside a name is part of the name.
    ['首页》公示/公告', '首页》公示/公告'],
    ['首页 > 公示/公告 > 第1页', '首页》公示/公告》第1页'],
    // The mark that closes a title is not a step down.
    ['首页》《安徽省条例》解读', '首页》《安徽省条例》解读'],
    ['首页 > 政策 > 《办法》', '首页》政策》《办法》'],
    ['首页》《甲》》《乙》', '首页》《甲》》《乙》'],
    ['https://www.example.gov.cn/a/b', 'https://www.example.gov.cn/a/b']
  ])('%j becomes %j', (typed, expected) => {
    expect(normaliseLocation(typed)).toBe(expected)
  })

  it('changes nothing the second time', () => {
    for (const typed of ['首页 > 《办法》 > 解读', 'a >> b / c', '《甲》》《乙》 > 丙'])
      expect(normaliseLocation(normaliseLocation(typed))).toBe(normaliseLocation(typed))
  })
})

describe('locationParts', () => {
  it('gives the steps, titles whole', () => {
    expect(locationParts('首页》政策》《办法》解读')).toEqual(['首页', '政策', '《办法》解读'])
    expect(locationParts('')).toEqual([])
  })
})
