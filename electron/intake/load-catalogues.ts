import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalogue } from '../domain/catalogue.ts'
import { parseCatalogue } from '../domain/catalogue-load.ts'
import { XunchaError } from '../domain/errors.ts'

/** Every catalogue edition shipped in `<resources>/catalogues`, by id. */
export function loadCatalogues(resourcesDir: string): Catalogue[] {
  const dir = join(resourcesDir, 'catalogues')
  const files = readdirSync(dir).filter((name) => name.endsWith('.json'))
  const catalogues = files.sort().map((name) => parseCatalogue(readJson(join(dir, name), name), name))
  for (const catalogue of catalogues) {
    if (catalogues.filter((other) => other.id === catalogue.id).length > 1) {
      throw new XunchaError('bad-catalogue', `指标目录“${catalogue.id}”有两个文件使用同一编号；请改掉其中一个的 id。`)
    }
  }
  return catalogues
}

function readJson(path: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new XunchaError('bad-catalogue', `指标目录文件 ${name} 不是有效的 JSON；请恢复原文件或重新安装。`, { cause })
  }
}
