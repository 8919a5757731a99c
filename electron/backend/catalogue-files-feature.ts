import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Input } from '../contract/index.ts'
import { writeFileDurably } from '../disk/durable-file.ts'
import { catalogueFaults } from '../domain/catalogue-faults.ts'
import { labelledColumn } from '../domain/catalogue-rows.ts'
import { readCatalogueTables, type ReadCatalogue } from '../domain/catalogue-read.ts'
import { XunchaError, type InputFault } from '../domain/errors.ts'
import { overlayFrom } from '../domain/overlay-from.ts'
import { catalogueOf } from './catalogue-lookup.ts'
import type { BackendContext, Feature } from './context.ts'
import { readSource } from './read-sources.ts'
import { sha256 } from './sha256.ts'
import type { Uploads } from './uploads-feature.ts'

export function catalogueFilesFeature(
  ctx: BackendContext,
  uploads: Uploads,
  exportsDir: string
): Feature<'catalogues.exportFile' | 'catalogues.importFile'> {
  return {
    handlers: {
      'catalogues.exportFile': async ({ id }) => {
        const catalogue = catalogueOf(ctx, id)
        // Document writers are loaded when first needed.
        const { writeCatalogueWorkbook } = await import('../export/catalogue-workbook.ts')
        const bytes = await writeCatalogueWorkbook(catalogue, new Date(ctx.clock.now()))
        const name = `指标-${id}.xlsx`
        const path = join(exportsDir, name)
        await mkdir(exportsDir, { recursive: true })
        await writeFileDurably(path, bytes)
        return { path, name, sha256: sha256(bytes), size: bytes.byteLength }
      },
      'catalogues.importFile': (request) => importFile(ctx, uploads, request)
    }
  }
}

async function importFile(ctx: BackendContext, uploads: Uploads, request: Input<'catalogues.importFile'>) {
  const base = catalogueOf(ctx, request.base)
  const { plan } = request
  const { name, bytes } = await readSource(request.source, uploads)
  const read = readCatalogueTables(await ctx.files.read('tables', { bytes, name }), base)
  const catalogue = {
    ...read.catalogue,
    id: plan.id,
    title: plan.title,
    edition: plan.edition,
    region: plan.region,
    base: base.id
  }
  // Faults between cells can only be told once every cell is known.
  const faults = read.faults.length > 0 ? read.faults : catalogueFaults(catalogue).map((reason) => placed(reason, read, name))
  if (faults.length > 0) {
    const count = faults.length > 1 ? `共 ${faults.length} 处，第一处是` : ''
    const [first] = faults
    const row = first?.row === undefined ? '' : `第 ${first.row} 行`
    const column = first?.column === undefined ? '' : `“${first.column}”列`
    const place = row + column === '' ? '' : `${row}${column}：`
    throw new XunchaError(
      'bad-file',
      `指标表“${name}”有误：${count}${place}${first?.reason ?? ''}；请改正后再导入，没有保存任何内容。`,
      { faults }
    )
  }
  return { overlay: overlayFrom(base, catalogue, plan), catalogue }
}

/** Puts a fault of the whole edition beside the row of the item that it names. */
function placed(reason: string, { rowOf, itemFile }: ReadCatalogue, file: string): InputFault {
  const row = rowOf.get(/指标 ([A-Z]+[0-9]*(?:\.[0-9]+)?)/.exec(reason)?.[1] ?? '')
  if (row === undefined) return { file, reason }
  const column = labelledColumn(/（([a-zA-Z.]+)）/.exec(reason)?.[1] ?? '')
  return { file: itemFile, row, ...(column === null ? {} : { column }), reason }
}
