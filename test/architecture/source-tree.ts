import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'
import { parseSync } from 'vite'

export const projectRoot = join(import.meta.dirname, '../..')

export interface SourceFile {
  /** Path from the project's root, with `/`. */
  path: string
  text: string
  /** What it imports: project paths begin with `./`, packages stand as written. */
  imports: string[]
}

function resolveImport(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier
  return `./${posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''))}`
}

/** Static, dynamic (with a literal) and re-export imports, type-only ones included. */
export function importsOf(path: string, text: string): string[] {
  const { module, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  const dynamic = module.dynamicImports.map(({ moduleRequest }) => text.slice(moduleRequest.start + 1, moduleRequest.end - 1))
  const reExports = module.staticExports.flatMap(({ entries }) => entries.flatMap((entry) => entry.moduleRequest?.value ?? []))
  return [...module.staticImports.map((entry) => entry.moduleRequest.value), ...reExports, ...dynamic].map((specifier) =>
    resolveImport(path, specifier)
  )
}

export function readSourceTree(folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => {
        const file = join(entry.parentPath, entry.name)
        const path = relative(projectRoot, file).split(sep).join('/')
        const text = readFileSync(file, 'utf8')
        return { path, text, imports: importsOf(path, text) }
      })
  )
}
