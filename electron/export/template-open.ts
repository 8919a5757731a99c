import { XunchaError } from '../domain/errors.ts'
import { unzip } from '../zip/unzip.ts'
import { ZipFault } from '../zip/zip-fault.ts'

/** Bytes of a template file. */
export const templateLimit = 2 * 1024 * 1024
/** A template of pages and a picture or two unpacks to far less. */
const unpacked = { entries: 500, bytes: 24 * 1024 * 1024 }

/** Parts in which placeholders are replaced. */
const textPart = /^word\/(?:document|header\d*|footer\d*)\.xml$/

/**
 * The files of a template, looked through: no macros, no links to files elsewhere, nothing embedded, no field that fetches
 * something, no XML with a document type. Throws `bad-file` or `file-too-large` with one sentence.
 * @param file its name, for the sentence
 */
export async function openTemplate(bytes: Uint8Array, file: string): Promise<Map<string, Buffer>> {
  if (bytes.byteLength > templateLimit) {
    const megabytes = (bytes.byteLength / 1024 / 1024).toFixed(1)
    throw new XunchaError('file-too-large', `模板“${file}”有 ${megabytes} MB，超过 2 MB；请压缩或删去其中的图片后再导入。`)
  }
  if (/\.doc$/i.test(file) || bytes[0] === 0xd0) {
    throw bad(file, '是旧的 .doc 格式；请在 Word 或 WPS 中另存为 .docx 后再导入。')
  }
  const files = unpack(bytes, file)
  const text = (name: string): string => files.get(name)?.toString('utf8') ?? ''
  if (!files.has('word/document.xml') || !files.has('[Content_Types].xml')) {
    throw bad(file, '不是 Word 文档；请选择 .docx 文件。')
  }
  const names = [...files.keys()]
  if (/macroEnabled/i.test(text('[Content_Types].xml')) || names.some((name) => /vbaProject|vbaData/i.test(name))) {
    throw bad(file, '带有宏；请另存为不带宏的 .docx 后再导入。')
  }
  if (names.some((name) => /^word\/(?:embeddings|activeX)\//i.test(name))) {
    throw bad(file, '里嵌有其他文件或控件；请删去后再导入。')
  }
  for (const name of names.filter((each) => /\.(?:xml|rels)$/i.test(each))) {
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text(name))) throw bad(file, `的 ${name} 里有不允许的声明；请在 Word 或 WPS 中重新另存。`)
  }
  dropWordTemplate(files)
  for (const name of names.filter((each) => each.endsWith('.rels'))) {
    const link = /<Relationship\b[^>]*TargetMode\s*=\s*["']External["'][^>]*>/i.exec(text(name))?.[0]
    if (link === undefined) continue
    const target = /Target\s*=\s*["']([^"']*)["']/i.exec(link.replace(/TargetMode\s*=\s*["'][^"']*["']/i, ''))?.[1] ?? ''
    throw bad(file, `里有指向外部的链接“${target.slice(0, 80)}”；请取消这个链接或改成嵌入的图片后再导入。`)
  }
  for (const name of names.filter((each) => each.startsWith('word/') && each.endsWith('.xml'))) {
    if (
      /\b(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT)\s/.test(fieldCodes(text(name))) ||
      text(name).includes('<w:altChunk')
    ) {
      throw bad(file, '里有会读取其他文件的域；请把域转成普通文字后再导入。')
    }
  }
  return files
}

function unpack(bytes: Uint8Array, file: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  try {
    for (const { name, content } of unzip(bytes, unpacked)) files.set(name, content)
  } catch (cause) {
    if (!(cause instanceof ZipFault)) throw cause
    throw bad(file, `${cause.words}，打不开；请在 Word 或 WPS 中重新另存为 .docx。`, cause)
  }
  return files
}

/** The parts with text, by name: the document first. */
export function textParts(files: ReadonlyMap<string, Buffer>): Map<string, string> {
  const names = [...files.keys()].filter((name) => textPart.test(name)).sort()
  return new Map(names.map((name) => [name, files.get(name)?.toString('utf8') ?? '']))
}

function fieldCodes(xml: string): string {
  const simple = [...xml.matchAll(/w:instr="([^"]*)"/g)].map(([, code]) => code)
  const complex = [...xml.matchAll(/<w:instrText[^>]*>([^<]*)</g)].map(([, code]) => code)
  return `${simple.join(' ')} ${complex.join('')} `
}

/** Word writes where on its author's disk the template's own template lies: of no use elsewhere, and a link outwards. */
function dropWordTemplate(files: Map<string, Buffer>): void {
  const [links, settings] = ['word/_rels/settings.xml.rels', 'word/settings.xml']
  const [rels, xml] = [files.get(links)?.toString('utf8'), files.get(settings)?.toString('utf8')]
  if (rels === undefined || xml === undefined) return
  files.set(links, Buffer.from(rels.replace(/<Relationship\b[^>]*\/attachedTemplate"[^>]*\/>/g, '')))
  files.set(settings, Buffer.from(xml.replace(/<w:attachedTemplate\b[^>]*\/>/g, '')))
}

function bad(file: string, what: string, cause?: unknown): XunchaError {
  return new XunchaError('bad-file', `模板“${file}”${what}`, { cause })
}
