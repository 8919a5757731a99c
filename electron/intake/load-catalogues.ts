import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCatalogue, parseOverlay, refusedFile } from '../domain/catalogue-load.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import { XunchaError } from '../domain/errors.ts'
import { resolveOverlays } from '../domain/overlay-resolve.ts'
import type { Overlay } from '../domain/overlay.ts'

export interface ShippedCatalogue {
  catalogue: Catalogue
  /** The local plan it is made by; null for an edition of its own. */
  overlay: Overlay | null
}

/**
 * Every edition shipped in `<resources>/catalogues`, the newest first: the first of its kind is what a new batch proposes;
 * then every local plan shipped in `overlays/` below it, by file name.
 */
export function loadShipped(resourcesDir: string): ShippedCatalogue[] {
  const dir = join(resourcesDir, 'catalogues')
  const editions = jsonFiles(dir).map(({ json, name }) => parseCatalogue(json, name))
  editions.sort((a, b) => yearOf(b) - yearOf(a))
  const files = jsonFiles(join(dir, 'overlays'))
  const overlays = files.map(({ json, name }) => parseOverlay(json, name))
  const ids = [...editions, ...overlays].map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) {
    throw new XunchaError('bad-catalogue', `指标目录“${twice}”有两个文件使用同一编号；请改掉其中一个的 id。`)
  }
  const { made, faulty } = resolveOverlays(editions, overlays)
  const [wrong] = faulty
  if (wrong !== undefined) throw refusedFile(files[overlays.indexOf(wrong.overlay)]?.name ?? wrong.overlay.id, wrong.faults)
  return [...editions.map((catalogue) => ({ catalogue, overlay: null })), ...made]
}

/** The same without the plans behind them. */
export function loadCatalogues(resourcesDir: string): Catalogue[] {
  return loadShipped(resourcesDir).map(({ catalogue }) => catalogue)
}

/** Shipped ids carry the year of the edition. */
const yearOf = ({ id }: Catalogue): number => Number(/\d{4}/.exec(id)?.[0] ?? 0)

function jsonFiles(dir: string): { name: string; json: unknown }[] {
  if (!existsSync(dir)) return []
  const names = readdirSync(dir).filter((name) => name.endsWith('.json'))
  return names.sort().map((name) => ({ name, json: readJson(join(dir, name), name) }))
}

function readJson(path: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new XunchaError('bad-catalogue', `指标目录文件 ${name} 不是有效的 JSON；请恢复原文件或重新安装。`, { cause })
  }
}
