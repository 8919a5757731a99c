import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XunchaError } from '../domain/errors.ts'
import { phraseFileSchema, type Phrase } from '../domain/phrase.ts'

/** Every phrase shipped in `<resources>/phrases`, in the order of its file. Throws `bad-file` naming the file. */
export function loadPhrases(resourcesDir: string): (Phrase & { id: string })[] {
  const dir = join(resourcesDir, 'phrases')
  return readdirSync(dir)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const { object, phrases } = phraseFile(join(dir, name), name)
      return phrases.map(({ id, items, text }) => ({ id, object, indicators: items, text }))
    })
}

function phraseFile(path: string, name: string) {
  try {
    return phraseFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new XunchaError('bad-file', `常用表述文件 ${name} 读不出来；请恢复原文件或重新安装。`, { cause })
  }
}
