import { resolve } from 'node:path'
import { jsonLimit, readJson } from '../intake/read-json.ts'
import { plainName, readBounded } from './read-sources.ts'

/**
 * JSON of a file that the user names. Throws `bad-file`, `file-too-large`, each with the sentence to show.
 * @param kind what the file should be, before its name: `通报模板`
 */
export async function readJsonFile(path: string, kind: string): Promise<unknown> {
  const file = resolve(path)
  return readJson(await readBounded(file, jsonLimit), `${kind}“${plainName(file)}”`)
}
