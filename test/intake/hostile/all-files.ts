import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openBackend, resourcesDir } from '../../backend/support.ts'
import { temporaryFolder } from '../../db/support.ts'
import { packedWorkspace } from '../../evidence/package-fixture.ts'
import { photo } from '../../support/photos.ts'
import { csvBytes, siteRows, xlsxBytes } from '../../support/registry-files.ts'
import { zipBombs } from './bombs.ts'
import { brokenFiles, fuzzedFiles, oddFiles } from './broken.ts'
import type { Bases, HostileFile } from './hostile-file.ts'
import { brokenJson, languageKeys } from './jsons.ts'
import { officeTricks } from './offices.ts'
import { pathTricks } from './paths.ts'

/** Honest files as the product itself makes and ships them. */
export async function honestBases(): Promise<Bases> {
  const test = await openBackend(join(temporaryFolder(), 'w'))
  const { path } = await test.call('templates.starter', { profile: 'anhui', outFile: null })
  const packed = await packedWorkspace()
  const { file } = await packed.make()
  await packed.test.backend.close()
  const json = ['calendars/2023.json', 'terms/gambling.json', 'notice-profiles/anhui.json', 'catalogues/overlays']
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(join(resourcesDir, name)))
  return {
    xlsx: await xlsxBytes([{ name: '网站', rows: siteRows(5) }]),
    docx: readFileSync(path),
    zip: readFileSync(file),
    json,
    csv: csvBytes(siteRows(5)),
    pictures: {
      png: await photo('png'),
      jpg: await photo('jpg'),
      pdf: Buffer.from(
        `%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n${'% \n'.repeat(300)}%%EOF\n`
      )
    }
  }
}

/** More than a thousand, always the same. */
export function allHostileFiles(bases: Bases, mark: string): HostileFile[] {
  return [
    ...pathTricks(bases, mark),
    ...zipBombs(bases),
    ...officeTricks(bases),
    ...brokenJson(bases),
    ...languageKeys(bases),
    ...brokenFiles(bases, 300),
    ...fuzzedFiles(bases, 150),
    ...oddFiles(bases)
  ]
}
