/**
 * A capture as WACZ 1.1.1 (https://specs.webrecorder.net/wacz/1.1.1/): WARC, CDXJ, list of pages and hashes, to be opened in public replay
 * tools. It is made from the MHTML that was saved with the capture: what the browser showed, not what the server sent, so
 * its parts are `resource` records and claim no HTTP answer. The same capture gives the same bytes.
 */
import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { getSurt, WARCRecord, WARCSerializer } from 'warcio'
import yazl from 'yazl'
import { XunchaError } from '../domain/errors.ts'
import { mhtmlParts, type MhtmlPart } from '../mhtml/parts.ts'

export interface ArchivedCapture {
  evidenceId: string
  /** Where the page was at last. */
  url: string
  title: string
  /** 取证时间, ISO instant. */
  capturedAt: string
  mhtml: { bytes: Uint8Array; sha256: string }
  /** The picture of the page as PNG; null: none. */
  picture: Uint8Array | null
  /** Name and version of the program that writes it. */
  software: string
}

interface Stored {
  url: string
  mime: string
  bytes: Uint8Array
}

interface Indexed extends Stored {
  digest: string
  offset: number
  length: number
}

const warcName = 'data.warc.gz'

/** @throws `evidence-missing` where the MHTML holds no page */
export async function webArchive(capture: ArchivedCapture): Promise<Buffer> {
  const parts = mhtmlParts(capture.mhtml.bytes) ?? []
  const page = parts.find(({ mime }) => mime === 'text/html')
  if (page === undefined) {
    throw new XunchaError('evidence-missing', '这次取证的网页存档读不出来，没有导出；请从备份恢复这份证据后重试。')
  }
  const url = pageUrl(page.location, capture.url)
  const stored = storedOnce([
    { ...asStored(page, parts, url), url },
    ...parts.filter((part) => part !== page).map((part) => asStored(part, parts, url)),
    // Named as other archiving tools name the picture of a page.
    ...(capture.picture === null ? [] : [{ url: `urn:fullPage:${url}`, mime: 'image/png', bytes: capture.picture }])
  ])
  // WARC, CDXJ and the list of pages must give one time for one page, to the second.
  const date = `${capture.capturedAt.slice(0, 19)}Z`
  const { warc, indexed } = await writeWarc(capture, stored, date)
  const files = new Map<string, Buffer>([
    [`archive/${warcName}`, warc],
    ['indexes/index.cdxj', Buffer.from(cdxj(indexed, date))],
    ['pages/pages.jsonl', Buffer.from(pagesList(capture, url, date))]
  ])
  const datapackage = Buffer.from(`${JSON.stringify(describe(capture, files, url, date), null, 2)}\n`)
  files.set('datapackage.json', datapackage)
  const digest = { path: 'datapackage.json', hash: `sha256:${sha256(datapackage)}` }
  files.set('datapackage-digest.json', Buffer.from(`${JSON.stringify(digest, null, 2)}\n`))
  return zip(files, date)
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** What the page says of itself is taken where it is a web address, as the browser wrote it. */
function pageUrl(location: string | null, finalUrl: string): string {
  return location !== null && /^https?:/i.test(location) ? location : finalUrl
}

/**
 * A replay tool follows web addresses only: what the MHTML names `cid:` gets an address under the page's own, and the pages and
 * style sheets that lead to it are told so.
 */
function asStored(part: MhtmlPart, all: readonly MhtmlPart[], pageAt: string): Stored {
  const isText = part.mime === 'text/html' || part.mime === 'text/css'
  const charset = part.charset === null ? '' : `; charset=${part.charset}`
  return {
    url: addressOf(part, pageAt),
    mime: `${part.mime}${charset}`,
    bytes: isText ? withAddresses(part.bytes, all, pageAt) : part.bytes
  }
}

function addressOf({ location, contentId }: MhtmlPart, pageAt: string): string {
  if (location !== null && /^https?:/i.test(location)) return location
  const name = location?.startsWith('cid:') === true ? location.slice(4) : (contentId ?? location ?? '')
  return new URL(`/.mhtml/${encodeURIComponent(name)}`, pageAt).href
}

function withAddresses(bytes: Buffer, parts: readonly MhtmlPart[], pageAt: string): Buffer {
  const known = new Map(
    parts.flatMap((part) => {
      const address = addressOf(part, pageAt)
      const names = [part.contentId, part.location?.startsWith('cid:') === true ? part.location.slice(4) : null]
      return names.flatMap((name) => (name === null ? [] : [[name, address] as const]))
    })
  )
  // Names and addresses are ASCII, so that the page's own encoding does not matter.
  const text = bytes.toString('latin1')
  return Buffer.from(
    text.replaceAll(/cid:([\w.+@-]{1,200})/g, (written, name: string) => known.get(name) ?? written),
    'latin1'
  )
}

/** The first of each address: a frame may show the same picture as its page. */
function storedOnce(all: readonly Stored[]): Stored[] {
  const seen = new Set<string>()
  return all.filter(({ url }) => !seen.has(url) && seen.add(url))
}

async function writeWarc(
  { evidenceId, mhtml, software }: ArchivedCapture,
  stored: readonly Stored[],
  date: string
): Promise<{ warc: Buffer; indexed: Indexed[] }> {
  const info = WARCRecord.createWARCInfo(
    { filename: warcName, date, warcVersion: 'WARC/1.1', warcHeaders: { 'WARC-Record-ID': recordId(`${evidenceId} warcinfo`) } },
    {
      software,
      format: 'WARC File Format 1.1',
      description: `Made from the MHTML of evidence ${evidenceId} (sha256 ${mhtml.sha256}): documents as the browser showed them, no HTTP answers.`
    }
  )
  const pieces = [await serialized(info)]
  let offset = pieces[0]?.length ?? 0
  const indexed: Indexed[] = []
  for (const each of stored) {
    const digest = `sha256:${sha256(each.bytes)}`
    const warcHeaders = { 'Content-Type': each.mime, 'WARC-Record-ID': recordId(`${evidenceId} ${each.url}`) }
    const options = { url: each.url, date, type: 'resource', warcVersion: 'WARC/1.1', warcHeaders } as const
    const piece = await serialized(WARCRecord.create(options, [each.bytes]))
    pieces.push(piece)
    indexed.push({ ...each, digest, offset, length: piece.length })
    offset += piece.length
  }
  return { warc: Buffer.concat(pieces), indexed }
}

const serialized = async (record: WARCRecord): Promise<Buffer> =>
  Buffer.from(
    await WARCSerializer.serialize(record, { gzip: true, digest: { algo: 'sha-256', prefix: 'sha256:', base32: false } })
  )

/** A UUID made of what is named, so that the same capture gives the same archive. */
function recordId(name: string): string {
  const hex = sha256(Buffer.from(name))
  return `<urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}>`
}

/** One line for each record, in byte order, as a replay tool looks addresses up. */
function cdxj(indexed: readonly Indexed[], date: string): string {
  const stamp = date.replaceAll(/\D/g, '')
  const lines = indexed.map(({ url, mime, digest, offset, length }) => {
    const entry = {
      url,
      mime: mime.split(';', 1)[0],
      status: '200',
      digest,
      length: String(length),
      offset: String(offset),
      filename: warcName
    }
    return Buffer.from(`${getSurt(url)} ${stamp} ${JSON.stringify(entry)}\n`)
  })
  return Buffer.concat(lines.toSorted((a, b) => Buffer.compare(a, b))).toString()
}

function pagesList({ evidenceId, title }: ArchivedCapture, url: string, date: string): string {
  const head = { format: 'json-pages-1.0', id: 'pages', title: 'All Pages' }
  return [head, { id: evidenceId, url, ts: date, title }].map((line) => `${JSON.stringify(line)}\n`).join('')
}

function describe(capture: ArchivedCapture, files: ReadonlyMap<string, Buffer>, url: string, date: string) {
  const resources = [...files].map(([path, bytes]) => ({
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    hash: `sha256:${sha256(bytes)}`,
    bytes: bytes.length
  }))
  return {
    profile: 'data-package',
    wacz_version: '1.1.1',
    title: capture.title,
    description: `Evidence ${capture.evidenceId}, made from its MHTML (sha256 ${capture.mhtml.sha256})`,
    created: date,
    software: capture.software,
    mainPageUrl: url,
    mainPageDate: date,
    resources
  }
}

/** Stored, not packed: a replay tool reads single records out of the middle. */
function zip(files: ReadonlyMap<string, Buffer>, date: string): Promise<Buffer> {
  const archive = new yazl.ZipFile()
  // Zip times are local times: the same digits on every machine need the day given in the machine's own zone.
  const [year = 1980, month = 1, day = 1] = date.slice(0, 10).split('-').map(Number)
  const mtime = new Date(year, month - 1, day)
  for (const [name, bytes] of files) {
    archive.addBuffer(bytes, name, { mtime, mode: 0o100644, forceDosTimestamp: true, compress: false })
  }
  archive.end()
  return buffer(archive.outputStream)
}
