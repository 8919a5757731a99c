import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCatalogueTables } from '../../electron/domain/catalogue-read.ts'
import { overlayFrom, isEmptyOverlay } from '../../electron/domain/overlay-from.ts'
import { writeCatalogueWorkbook } from '../../electron/export/catalogue-workbook.ts'
import { loadCatalogues } from '../../electron/intake/load-catalogues.ts'
import { readTables } from '../../electron/intake/read-tables.ts'
import { resourcesDir } from '../backend/support.ts'

const date = new Date('2026-11-22T00:00:00Z')
const shipped = loadCatalogues(resourcesDir)
const [one] = shipped
const head = { id: 'x', title: 'x', edition: 'x', region: 'x', source: 'x' }

/** An edition without a single item in common: nothing of what is read can come from it. */
const foreign = { ...structuredClone(one!), indicators: [{ ...structuredClone(one!.indicators[0]!), id: 'ZZ9' }] }

describe('catalogue workbook', () => {
  it.each(shipped.map((edition) => [edition.id, edition] as const))('comes back whole: %s', async (_, edition) => {
    const bytes = await writeCatalogueWorkbook(edition, date)
    const { catalogue, faults } = readCatalogueTables(await readTables(bytes, '指标.xlsx'), { ...foreign, frame: edition.frame })
    expect(faults).toEqual([])
    expect(catalogue.indicators).toEqual(edition.indicators)
    const reframed = readCatalogueTables(await readTables(bytes, '指标.xlsx'), foreign).catalogue
    expect(isEmptyOverlay(overlayFrom(edition, reframed, head))).toBe(true)
  })
})
