/** Content encodings, with a bound on what comes out: a few kilobytes can unpack to gigabytes. */
import type { Transform } from 'node:stream'
import { brotliDecompressSync, constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'

export interface Unpacked {
  bytes: Buffer
  isCut: boolean
  fault: string | null
}

/** What the client says it can read. */
export const acceptedEncodings = 'gzip, deflate, br'

/** Encodings on top of each other that are believed. */
const mostLayers = 2
/** Smaller bodies are unpacked at once; larger ones off the main thread. */
const smallBytes = 64 * 1024

// Servers often leave out the end of a compressed stream; what came is shown by browsers all the same.
const lenient = { finishFlush: constants.Z_SYNC_FLUSH }
const lenientBrotli = { finishFlush: constants.BROTLI_OPERATION_FLUSH }

export async function unpack(packed: Buffer, contentEncoding: string | undefined, maxBytes: number): Promise<Unpacked> {
  const layers = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((layer) => layer.trim())
    .filter((layer) => layer !== '' && layer !== 'identity')
  if (layers.length === 0 || packed.length === 0) return { bytes: packed, isCut: false, fault: null }
  if (layers.length > mostLayers) return { bytes: packed, isCut: false, fault: `${layers.length} encodings` }
  let bytes = packed
  let isCut = false
  for (const layer of layers.toReversed()) {
    const one = await unpackLayer(bytes, layer, maxBytes)
    if (one.fault !== null) return { bytes: packed, isCut, fault: one.fault }
    bytes = one.bytes
    isCut ||= one.isCut
  }
  return { bytes, isCut, fault: null }
}

async function unpackLayer(bytes: Buffer, layer: string, maxBytes: number): Promise<Unpacked> {
  const kind = kindOf(layer, bytes)
  if (kind === null) return { bytes, isCut: false, fault: `unknown encoding ${layer.slice(0, 40)}` }
  try {
    if (bytes.length <= smallBytes) return { bytes: unpackNow(kind, bytes, maxBytes), isCut: false, fault: null }
  } catch (error) {
    if (!(error instanceof RangeError)) return { bytes, isCut: false, fault: faultText(error) }
  }
  return unpackBounded(kind, bytes, maxBytes)
}

type Kind = 'gzip' | 'zlib' | 'raw' | 'br'

function kindOf(layer: string, bytes: Buffer): Kind | null {
  if (layer === 'gzip' || layer === 'x-gzip') return 'gzip'
  if (layer === 'br') return 'br'
  // `deflate` means the zlib format, but some servers send the bare stream.
  if (layer === 'deflate')
    return ((bytes[0] ?? 0) & 0x0f) === 8 && bytes.length > 1 && bytes.readUInt16BE(0) % 31 === 0 ? 'zlib' : 'raw'
  return null
}

/** Throws a RangeError where more would come out than allowed. */
function unpackNow(kind: Kind, bytes: Buffer, maxOutputLength: number): Buffer {
  if (kind === 'br') return brotliDecompressSync(bytes, { ...lenientBrotli, maxOutputLength })
  const options = { ...lenient, maxOutputLength }
  return kind === 'gzip'
    ? gunzipSync(bytes, options)
    : kind === 'zlib'
      ? inflateSync(bytes, options)
      : inflateRawSync(bytes, options)
}

function streamOf(kind: Kind): Transform {
  if (kind === 'br') return createBrotliDecompress(lenientBrotli)
  return kind === 'gzip' ? createGunzip(lenient) : kind === 'zlib' ? createInflate(lenient) : createInflateRaw(lenient)
}

async function unpackBounded(kind: Kind, bytes: Buffer, maxBytes: number): Promise<Unpacked> {
  const stream = streamOf(kind)
  const parts: Buffer[] = []
  let length = 0
  stream.end(bytes)
  try {
    for await (const part of stream as AsyncIterable<Buffer>) {
      parts.push(part)
      length += part.length
      if (length > maxBytes) break
    }
  } catch (error) {
    return { bytes, isCut: false, fault: faultText(error) }
  } finally {
    stream.destroy()
  }
  return { bytes: Buffer.concat(parts).subarray(0, maxBytes), isCut: length > maxBytes, fault: null }
}

const faultText = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : String(error))
