import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseWordPackJson, type WordPack } from '../domain/word-pack.ts'
import { readJson } from './read-json.ts'

/** Every pack shipped in `<resources>/terms`, by file name. */
export function loadWordPacks(resourcesDir: string): WordPack[] {
  const dir = join(resourcesDir, 'terms')
  const files = readdirSync(dir).filter((name) => name.endsWith('.json'))
  return files.sort().map((name) => parseWordPackJson(readJson(readFileSync(join(dir, name)), `词库“${name}”`), name))
}
