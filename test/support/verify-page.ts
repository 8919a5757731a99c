import { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildVerifyPage } from '../../electron/evidence/verify-page/build.ts'

const root = join(import.meta.dirname, '../..')

/** verify.html where the program looks for it, built anew where its sources are newer; gives its path. */
export async function builtVerifyPage(): Promise<string> {
  const page = join(root, 'out/main/verify.html')
  const sources = ['electron/evidence', 'electron/domain'].flatMap((dir) =>
    readdirSync(join(root, dir), { recursive: true, encoding: 'utf8' }).map((name) => join(root, dir, name))
  )
  if (existsSync(page) && sources.every((file) => statSync(file).mtimeMs < statSync(page).mtimeMs)) return page
  const text = await buildVerifyPage(root)
  mkdirSync(join(root, 'out/main'), { recursive: true })
  // Another test file may read it at this moment.
  writeFileSync(`${page}.${process.pid}`, text)
  renameSync(`${page}.${process.pid}`, page)
  return page
}
