import { realpathSync, statSync } from 'node:fs'
import { basename, extname, join, relative, sep } from 'node:path'
import type { Store } from '../../db/store-types.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import type { ServedFile } from './static-file.ts'

const exportedTypes: Readonly<Record<string, string>> = {
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.csv': 'text/csv'
}

/**
 * What the renderer may see of the disk: `evidence/<sha256>` where the log knows the hash, and `exports/<path>` inside
 * the exports folder. Anything else, links that lead out included, is null.
 */
export function findServedFile(
  path: string,
  { store, evidence, exportsDir }: { store: Store; evidence: EvidenceStore; exportsDir: string }
): ServedFile | null {
  const [folder, ...rest] = path.split('/')
  if (folder === 'evidence') return findEvidence(rest.join('/'), store, evidence)
  if (folder === 'exports') return findExport(rest, exportsDir)
  return null
}

function findEvidence(hash: string, store: Store, evidence: EvidenceStore): ServedFile | null {
  if (!/^[0-9a-f]{64}$/.test(hash)) return null
  const known = store.evidenceFile(hash)
  const file = known ? evidence.fileOf(hash) : null
  return known && file !== null ? { file, ...known } : null
}

function findExport(parts: readonly string[], exportsDir: string): ServedFile | null {
  if (parts.length === 0 || parts.some((part) => part === '' || part.startsWith('.') || /[\\:\0]/.test(part))) return null
  try {
    const root = realpathSync(exportsDir)
    const file = realpathSync(join(root, ...parts))
    const inside = relative(root, file)
    if (inside.startsWith('..') || inside.startsWith(sep) || !statSync(file).isFile()) return null
    return { file, mime: exportedTypes[extname(file).toLowerCase()] ?? 'application/octet-stream', name: basename(file) }
  } catch {
    return null
  }
}
