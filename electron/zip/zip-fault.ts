import { printedName } from './printed-name.ts'

export type ZipFaultKind = 'damaged' | 'unsafe' | 'bomb' | 'too-large' | 'protected'

/** Why an archive is not read: half a Chinese sentence, and the entry it is about. Who reads it makes the sentence. */
export class ZipFault extends Error {
  readonly kind: ZipFaultKind
  /** As it may be printed; null: the archive itself. */
  readonly entry: string | null
  readonly reason: string

  constructor(kind: ZipFaultKind, entry: string | null, reason: string, cause?: unknown) {
    super(`${entry ?? 'archive'}: ${reason}`, { cause })
    this.name = 'ZipFault'
    this.kind = kind
    this.entry = entry === null ? null : printedName(entry)
    this.reason = reason
  }

  /** `已损坏（“xl/a.xml”解不开）`: goes behind the name of the file. */
  get words(): string {
    return `${summaries[this.kind]}（${this.entry === null ? '' : `“${this.entry}”`}${this.reason}）`
  }
}

const summaries: Readonly<Record<ZipFaultKind, string>> = {
  damaged: '已损坏',
  unsafe: '不安全',
  bomb: '内容过大',
  'too-large': '内容过大',
  protected: '设有打开密码'
}
