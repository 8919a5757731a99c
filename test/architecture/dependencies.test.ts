import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from './source-tree.ts'

interface Lock {
  packages: Record<
    string,
    { version?: string; license?: string; dev?: boolean; devOptional?: boolean; optional?: boolean; hasInstallScript?: boolean }
  >
}
const json = (path: string): unknown => JSON.parse(readFileSync(join(projectRoot, path), 'utf8'))
const manifest = json('package.json') as Record<
  'dependencies' | 'devDependencies' | 'optionalDependencies',
  Record<string, string>
>
const lock = json('package-lock.json') as Lock

/** Licences that allow shipping inside the product. MPL only unmodified and for tools, so not here. */
const shippable =
  /^\(?(MIT|ISC|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD|Unlicense|BlueOak-1\.0\.0|Python-2\.0|CC0-1\.0|Zlib|MIT AND Zlib|\(?MIT OR .*|.* OR MIT|WTFPL OR MIT)\)?$/

function licenceOf(path: string): string {
  const locked = lock.packages[path]?.license
  if (locked) return locked
  const file = join(projectRoot, path, 'package.json')
  return existsSync(file)
    ? ((JSON.parse(readFileSync(file, 'utf8')) as { license?: string }).license ?? 'unknown')
    : 'not installed'
}

describe('dependencies', () => {
  it('are pinned exactly', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
    expect(Object.keys(all)).toEqual(
      expect.arrayContaining([
        'electron',
        'electron-vite',
        'react',
        'better-sqlite3',
        'drizzle-orm',
        'ag-grid-react',
        'playwright-core',
        'vitest'
      ])
    )
  })

  it('ship only under licences that allow it', () => {
    const shipped = Object.entries(lock.packages).filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional)
    expect(shipped.length).toBeGreaterThan(60)
    const installed = shipped
      .map(([path]) => [path, licenceOf(path)] as const)
      .filter(([, licence]) => licence !== 'not installed')
    expect(installed.filter(([, licence]) => !shippable.test(licence))).toEqual([])
    expect(
      ['GPL-3.0', 'AGPL-3.0-only', 'LGPL-3.0', 'unknown', 'SEE LICENSE IN LICENSE'].filter((licence) => shippable.test(licence))
    ).toEqual([])
  })

  it('keep the paid grid out', () => {
    expect(Object.keys(lock.packages).filter((path) => path.includes('ag-grid-enterprise'))).toEqual([])
  })

  it('ship nothing that needs an install script', () => {
    const scripted = Object.entries(lock.packages).filter(
      ([, entry]) => entry.hasInstallScript && !entry.dev && !entry.devOptional
    )
    expect(scripted.map(([path]) => path)).toEqual([])
  })
})
