import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checks } from '../../electron/judge/index.ts'

const files = readdirSync(new URL('../../electron/judge/checks', import.meta.url)).map((file) => file.replace(/\.ts$/, ''))
const tests = readdirSync(new URL('./checks', import.meta.url)).map((file) => file.replace(/\.test\.ts$/, ''))

describe('the list of checks', () => {
  it('holds every file of the folder, under its own name', () => {
    expect(checks.map(({ id }) => id).toSorted()).toEqual(files.toSorted())
  })

  it('each has a test', () => {
    expect(tests.toSorted()).toEqual(files.toSorted())
  })

  it('each has a Chinese title of its own and needs something', () => {
    expect(new Set(checks.map(({ title }) => title)).size).toBe(checks.length)
    for (const { needs, title } of checks) {
      expect(title).toMatch(/\p{Script=Han}/u)
      expect(needs.length).toBeGreaterThan(0)
    }
  })
})
