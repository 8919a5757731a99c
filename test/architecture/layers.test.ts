import { describe, expect, it } from 'vitest'
import { featureMay, impureNames, layers, soleUsers } from './layers.ts'
import { importsOf, readSourceTree, type SourceFile } from './source-tree.ts'

const tree = readSourceTree(['electron', 'db', 'renderer'])

/** `allowed` is a folder of the project (ends with `/`), `node:`, or a package. */
function isOf(specifier: string, allowed: string): boolean {
  if (allowed.endsWith('/')) return specifier.startsWith(`./${allowed}`)
  if (allowed.endsWith(':')) return specifier.startsWith(allowed)
  return specifier === allowed || specifier.startsWith(`${allowed}/`)
}

const layerOf = (path: string) =>
  layers.filter((layer) => path.startsWith(layer.files)).toSorted((a, b) => b.files.length - a.files.length)[0]

function faultsOf(file: SourceFile): string[] {
  const feature = /^renderer\/features\/[^/]+\//.exec(file.path)?.[0]
  const layer = feature
    ? {
        may: [feature, ...featureMay],
        why: 'features do not know each other: share through components, or let the app shell join them'
      }
    : layerOf(file.path)
  if (!layer) return [`${file.path} stands in no layer: add its folder to test/architecture/layers.ts with a reason`]
  const imports = file.imports
    .filter((specifier) => !layer.may.some((allowed) => isOf(specifier, allowed)))
    .map((specifier) => `${file.path} imports ${specifier}: ${layer.why}`)
  const owned = soleUsers
    .filter((rule) => !file.path.startsWith(rule.owner) && file.imports.some((specifier) => isOf(specifier, rule.package)))
    .map((rule) => `${file.path} imports ${rule.package}, which belongs to ${rule.owner}: ${rule.why}`)
  const code = file.text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
  const impure = impureNames
    .filter((rule) => file.path.startsWith(rule.files) && rule.pattern.test(code))
    .map((rule) => `${file.path} uses ${rule.pattern.source}: ${rule.why}`)
  return [...imports, ...owned, ...impure]
}

const planted = (path: string, text: string): string[] => faultsOf({ path, text, imports: importsOf(path, text) })

describe('layers', () => {
  it('reads a real tree', () => {
    expect(tree.length).toBeGreaterThan(20)
    expect(tree.some((file) => file.path.startsWith('renderer/features/'))).toBe(true)
  })

  it('keeps every file inside its layer', () => {
    expect(tree.flatMap(faultsOf)).toEqual([])
  })

  it('has no file over 400 lines (the soft limit is 300)', () => {
    expect(tree.filter((file) => file.text.split('\n').length > 400).map((file) => file.path)).toEqual([])
  })

  it.each([
    ['electron/domain/x.ts', "import { readFileSync } from 'node:fs'\nreadFileSync"],
    ['electron/domain/x.ts', 'export const now = () => Date.now()'],
    ['electron/domain/x.ts', 'export const chance = () => Math.random()'],
    ['electron/contract/x.ts', "export { openStore } from '../../db/open.ts'"],
    ['electron/backend/x.ts', "import { app } from 'electron'\napp"],
    ['electron/backend/x.ts', "const load = () => import('playwright-core')\nload"],
    ['electron/hosts/electron/x.ts', "import type { A } from '../browser/main.ts'\nexport type B = A"],
    ['db/x.ts', "import { createBackend } from '../electron/backend/backend.ts'\ncreateBackend"],
    ['renderer/features/home/x.tsx', "import { X } from '../checking/checking-screen.tsx'\nX"],
    ['renderer/features/home/x.ts', "import Database from 'better-sqlite3'\nDatabase"],
    ['electron/hosts/chromium/x.ts', "import { session } from 'electron'\nsession"],
    ['electron/unknown/x.ts', 'export const a = 1']
  ])('sees a planted fault in %s: %s', (path, text) => {
    expect(planted(path, text)).not.toEqual([])
  })

  it('lets an allowed import pass', () => {
    expect(planted('electron/backend/x.ts', "import { openStore } from '../../db/open.ts'\nopenStore")).toEqual([])
    expect(planted('electron/domain/x.ts', '// Date.now() is not for here\nexport const a = 1')).toEqual([])
  })
})
