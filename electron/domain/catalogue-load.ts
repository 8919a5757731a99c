import { catalogueFaults } from './catalogue-faults.ts'
import { catalogueSchema, type Catalogue } from './catalogue.ts'
import { XunchaError, type InputFault } from './errors.ts'
import { overlaySchema, type Overlay } from './overlay.ts'
import { schemaFaults, unknownFields } from './schema-faults.ts'

export interface ReadCatalogue<T> {
  /** null when there are faults. */
  value: T | null
  /** Chinese sentences that name item and field. */
  faults: string[]
}

/** Reads one catalogue edition and checks that it holds together. */
export function readCatalogue(json: unknown): ReadCatalogue<Catalogue> {
  const parsed = catalogueSchema.safeParse(json)
  const faults = parsed.success
    ? [...unknownFields(json, 'indicators'), ...catalogueFaults(parsed.data)]
    : schemaFaults(parsed.error, json)
  return { value: parsed.success && faults.length === 0 ? parsed.data : null, faults }
}

/** Reads a local plan: its format only, whether it fits its base is seen when it is applied. */
export function readOverlay(json: unknown): ReadCatalogue<Overlay> {
  const parsed = overlaySchema.safeParse(json)
  const faults = parsed.success ? unknownFields(json, 'add') : schemaFaults(parsed.error, json)
  return { value: parsed.success && faults.length === 0 ? parsed.data : null, faults }
}

/** Throws `bad-catalogue`; every fault names the file, the item and the field. */
export function parseCatalogue(json: unknown, file: string): Catalogue {
  return valueOf(readCatalogue(json), file)
}

/** Throws `bad-catalogue`; every fault names the file, the item and the field. */
export function parseOverlay(json: unknown, file: string): Overlay {
  return valueOf(readOverlay(json), file)
}

function valueOf<T>({ value, faults }: ReadCatalogue<T>, file: string): T {
  if (value === null) throw refusedFile(file, faults)
  return value
}

export function refusedFile(file: string, sentences: readonly string[]): XunchaError {
  const faults: InputFault[] = sentences.map((reason) => ({ file, reason }))
  const more = sentences.length > 1 ? `（共 ${sentences.length} 处）` : ''
  return new XunchaError('bad-catalogue', `指标目录文件“${file}”有误：${sentences[0] ?? ''}${more}；请更正后再使用。`, { faults })
}
