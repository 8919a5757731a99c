import { XunchaError } from '../domain/errors.ts'

export interface EvidenceFileKind {
  mime: 'image/png' | 'image/jpeg' | 'image/webp' | 'application/pdf'
  extension: 'png' | 'jpg' | 'webp' | 'pdf'
}

export const largestEvidenceFile = 50 * 1024 * 1024

/** What a dropped file is, by its bytes and not by its name. Refuses with one sentence what cannot stand as evidence. */
export function evidenceFileKind(name: string, bytes: Buffer): EvidenceFileKind {
  if (bytes.length > largestEvidenceFile) {
    throw new XunchaError('file-too-large', `文件“${name}”超过 50 MB，没有加入；请在手机上压缩后重新加入。`)
  }
  if (bytes.length === 0) throw new XunchaError('file-empty', `文件“${name}”是空的，没有加入；请重新从手机传一次。`)
  const at = (from: number, to: number): string => bytes.toString('latin1', from, to)
  if (bytes.length > 8 && at(0, 8) === '\x89PNG\r\n\x1a\n') {
    if (!at(bytes.length - 12, bytes.length).includes('IEND')) throw damaged(name)
    return { mime: 'image/png', extension: 'png' }
  }
  if (bytes.length > 4 && at(0, 3) === '\xff\xd8\xff') {
    // The end mark must come after the picture's own data: the small preview inside a photo has one too.
    if (bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) < scanStart(bytes)) throw damaged(name)
    return { mime: 'image/jpeg', extension: 'jpg' }
  }
  if (at(0, 4) === 'RIFF' && at(8, 12) === 'WEBP') {
    if (bytes.length < bytes.readUInt32LE(4) + 8) throw damaged(name)
    return { mime: 'image/webp', extension: 'webp' }
  }
  if (at(0, 5) === '%PDF-') {
    if (!at(Math.max(0, bytes.length - 2_048), bytes.length).includes('%%EOF')) throw damaged(name)
    return { mime: 'application/pdf', extension: 'pdf' }
  }
  if (at(4, 8) === 'ftyp' && /^(?:hei[cxms]|hev[cx]|mif1|msf1|avif)/.test(at(8, 12))) {
    throw new XunchaError('bad-file', `“${name}”是 HEIC 照片，本机无法显示，没有加入；请在手机上改存为 JPG 后重新加入。`)
  }
  if (at(4, 8) === 'ftyp') {
    throw new XunchaError('bad-file', `“${name}”是视频，不能作为证据文件；请截取画面存为图片后加入。`)
  }
  throw new XunchaError('bad-file', `“${name}”不是能用的证据文件；请选择 PNG、JPG、WebP 图片或 PDF 文件。`)
}

export const damaged = (name: string, cause?: unknown): XunchaError =>
  new XunchaError('bad-file', `文件“${name}”已损坏或没有传完，没有加入；请重新从手机传一次。`, { cause })

/** Where the coded picture begins; the end of the file where it never does. */
function scanStart(bytes: Buffer): number {
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return bytes.length
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xda) return at
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return bytes.length
}
