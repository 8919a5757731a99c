import type { PackageManifest, PackageProblem } from '../../domain/evidence-package.ts'
import { fixedPaths, isPackagePath, namedHash, sumsText } from './paths.ts'

/** What was found in the archive under one name. */
export interface FoundFile {
  size: number
  sha256: string
  sm3: string
  /** Whether the archive's own checksum fits. */
  isCrcRight: boolean
}

/** Files against the manifest. `signed`: the manifest's signature holds, so that it is the file that is wrong where they differ. */
export function checkFiles(
  manifest: PackageManifest,
  found: ReadonlyMap<string, FoundFile>,
  sums: string | null,
  signed: boolean
): PackageProblem[] {
  const problems: PackageProblem[] = []
  const listed = new Map(manifest.files.map((file) => [file.path, file]))
  if (listed.size !== manifest.files.length) {
    problems.push({ file: 'manifest.json', kind: 'format', message: '清单里有重复的文件。' })
  }
  // Where the signature does not hold, the list of sums is a second witness: what it knows alike was not changed.
  const witness = signed || sums === null ? new Map<string, string>() : sumsOf(sums)
  for (const file of manifest.files) {
    const { path } = file
    const real = found.get(path)
    if (!isPackagePath(path)) problems.push({ file: path, kind: 'name', message: `“${path}”不是证据包里该有的文件名。` })
    if (real === undefined) {
      problems.push({ file: path, kind: 'missing', message: `“${path}”缺失：清单里有，包里没有。` })
    } else if (real.sha256 !== file.sha256 || real.sm3 !== file.sm3 || real.size !== file.size) {
      const isManifestWrong = witness.get(path) === real.sha256
      if (!isManifestWrong)
        problems.push({ file: path, kind: 'changed', message: `“${path}”的内容被改动过：与清单里的校验值不符。` })
    }
    const hash = namedHash(path)
    if (hash !== null && real !== undefined && real.sha256 !== hash) {
      problems.push({ file: path, kind: 'changed', message: `证据文件“${path}”的内容与它的名称不符：内容被改动或调换。` })
    }
  }
  for (const path of found.keys()) {
    if (listed.has(path) || path === 'manifest.json' || path === 'manifest.sig') continue
    problems.push({ file: path, kind: isPackagePath(path) ? 'extra' : 'name', message: `“${path}”是多出来的：清单里没有。` })
  }
  for (const path of fixedPaths) {
    if (!listed.has(path)) problems.push({ file: path, kind: 'missing', message: `清单里没有“${path}”，证据包不完整。` })
  }
  const isSumsWhole = found.get('SHA256SUMS')?.sha256 === listed.get('SHA256SUMS')?.sha256
  if (signed && sums !== null && isSumsWhole && sums !== sumsText(manifest.files)) {
    problems.push({ file: 'SHA256SUMS', kind: 'format', message: 'SHA256SUMS 与清单不一致。' })
  }
  return problems
}

const sumsOf = (text: string): Map<string, string> =>
  new Map(
    text.split('\n').flatMap((line): [string, string][] => {
      const [, hash = '', path = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
      return hash === '' ? [] : [[path, hash]]
    })
  )
