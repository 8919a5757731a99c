import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '../../renderer/strings/english.ts'
import { zhCN } from '../../renderer/strings/strings.ts'

const root = join(import.meta.dirname, '../../renderer')
const han = /\p{Script=Han}/u

function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is neither text nor a group`)
  return Object.entries(value).flatMap(([key, part]) => leaves(part, path === '' ? key : `${path}.${key}`))
}
const chinese = new Map(leaves(zhCN, ''))
const english = new Map(leaves(en, ''))
const blanks = (text: string): string[] => (text.match(/\{\{[^}]+\}\}/g) ?? []).toSorted()

/** Comments may be in any language; what reaches the screen may not stand in code. */
const literalsIn = (source: string): string[] =>
  source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/[^\n]*/g, '')
    .split('\n')
    .filter((line) => han.test(line))

describe('strings', () => {
  it('have the same keys in both languages', () => {
    expect([...english.keys()].toSorted()).toEqual([...chinese.keys()].toSorted())
    expect(chinese.size).toBeGreaterThan(200)
  })

  it('fill the same blanks in both languages', () => {
    const differing = [...chinese].filter(([key, text]) => blanks(text).join() !== blanks(english.get(key) ?? '').join())
    expect(differing.map(([key]) => key)).toEqual([])
  })

  it('leave nothing empty', () => {
    expect([...chinese, ...english].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('take every file of both folders', () => {
    for (const folder of ['zh-CN', 'en']) {
      const files = readdirSync(join(root, 'strings', folder)).map((file) => file.replace(/\.ts$/, ''))
      expect(files.toSorted()).toEqual(Object.keys(folder === 'en' ? en : zhCN).toSorted())
    }
  })

  it('are the only place of Chinese text', () => {
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'))
    expect(files.length).toBeGreaterThan(20)
    expect(files.filter((file) => literalsIn(readFileSync(join(root, file), 'utf8')).length > 0)).toEqual([])
  })

  it('sees a planted literal, not a comment', () => {
    expect(literalsIn('<Button>导入名录</Button>')).toHaveLength(1)
    expect(literalsIn("const a = 1 // 名录\n/** 名录 */\nconst b = 'x'")).toEqual([])
  })
})
