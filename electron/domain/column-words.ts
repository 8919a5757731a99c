import type { ColumnClass, ColumnLevel } from './site-columns.ts'
import { locationParts } from './location-path.ts'

/** The Chinese words of the classes, as tables and the command line write them. */
export const columnClassWords: Readonly<Record<ColumnClass, string>> = {
  home: '首页',
  news: '动态要闻',
  announcement: '通知公告',
  policy: '政策文件',
  interpretation: '政策解读',
  personnel: '人事',
  planning: '规划',
  consultation: '征集调查',
  service: '办事服务',
  interaction: '互动交流',
  other: '其他'
}

const synonyms: Readonly<Record<string, ColumnClass>> = {
  动态: 'news',
  要闻: 'news',
  工作动态: 'news',
  新闻: 'news',
  通知: 'announcement',
  公告: 'announcement',
  公示公告: 'announcement',
  政策: 'policy',
  文件: 'policy',
  解读: 'interpretation',
  人事信息: 'personnel',
  人事任免: 'personnel',
  规划计划: 'planning',
  征集: 'consultation',
  调查: 'consultation',
  调查征集: 'consultation',
  办事: 'service',
  服务: 'service',
  互动: 'interaction',
  网站首页: 'home'
}

const classByWord = new Map<string, ColumnClass>([
  ...Object.entries(synonyms),
  ...(Object.entries(columnClassWords) as [ColumnClass, string][]).map(([name, word]) => [word, name] as const)
])

/** The class a word stands for (`动态、要闻类` is `动态要闻`); null when none. */
export function columnClassOf(word: string): ColumnClass | null {
  const plain = word.replace(/[、,，/和及]/g, '').replace(/(?:类栏目|栏目|类)$/, '')
  return classByWord.get(plain) ?? null
}

/** The class that the names in a path speak for, the deepest first; null when none does. */
export function guessClass(path: string): ColumnClass | null {
  for (const part of locationParts(path).toReversed()) {
    const exact = columnClassOf(part)
    if (exact !== null && exact !== 'home') return exact
    const hint = hints.find(([pattern]) => pattern.test(part))
    if (hint !== undefined) return hint[1]
  }
  return locationParts(path).length === 1 && columnClassOf(path) === 'home' ? 'home' : null
}

const hints: readonly (readonly [RegExp, ColumnClass])[] = [
  [/解读/, 'interpretation'],
  [/动态|要闻|新闻|快讯/, 'news'],
  [/公告|公示|通知/, 'announcement'],
  [/文件|法规|规章/, 'policy'],
  [/人事|招考|招聘/, 'personnel'],
  [/规划|计划/, 'planning'],
  [/征集|调查/, 'consultation'],
  [/办事|服务/, 'service'],
  [/互动|信箱|咨询|留言|访谈/, 'interaction']
]

export const columnLevelWords: Readonly<Record<ColumnLevel, string>> = { first: '一级', deeper: '下级' }

const levels = new Map<string, ColumnLevel>([
  ['一级', 'first'],
  ['一级栏目', 'first'],
  ['1', 'first'],
  ['1级', 'first'],
  ['下级', 'deeper'],
  ['其他', 'deeper'],
  ['二级', 'deeper'],
  ['二级栏目', 'deeper'],
  ['三级', 'deeper'],
  ['三级栏目', 'deeper'],
  ['2', 'deeper'],
  ['3', 'deeper'],
  ['2级', 'deeper'],
  ['3级', 'deeper']
])
export const columnLevelOf = (word: string): ColumnLevel | null => levels.get(word) ?? null

/** 首页 itself and what hangs on it directly is 一级. */
export const levelOfPath = (path: string): ColumnLevel => (locationParts(path).length <= 2 ? 'first' : 'deeper')
