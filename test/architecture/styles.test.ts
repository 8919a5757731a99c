import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const renderer = join(import.meta.dirname, '../../renderer')
const sheets = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.css'))
  .map((file) => [file, readFileSync(join(renderer, file), 'utf8')] as const)

/** Classes that more than one stylesheet gives a look of their own: every sheet is in force on every screen once it is loaded. */
function claimedTwice(files: readonly (readonly [file: string, css: string])[]): string[] {
  const claims = new Map<string, Set<string>>()
  for (const [file, css] of files) {
    for (const [, selectors = ''] of css.replaceAll(/\/\*[^]*?\*\//g, '').matchAll(/(?:^|[{}])\s*([^{}@;]+)\{/g)) {
      for (const selector of selectors.split(',').map((each) => each.trim())) {
        if (/^\.[\w-]+$/.test(selector)) claims.set(selector, (claims.get(selector) ?? new Set()).add(file))
      }
    }
  }
  return [...claims].filter(([, by]) => by.size > 1).map(([name, by]) => `${name}: ${[...by].join(', ')}`)
}

describe('stylesheets', () => {
  it('each name their own classes', () => {
    expect(sheets.length).toBeGreaterThan(10)
    expect(claimedTwice(sheets)).toEqual([])
  })

  it('are caught when two claim one', () => {
    const planted = [
      ['a.css', '/* .c { } */ .a,\n.b { color: red }'],
      ['b.css', '@media print { .b { color: blue } } .c { gap: 0 }']
    ] as const
    expect(claimedTwice(planted)).toEqual(['.b: a.css, b.css'])
  })
})
