import { XunchaError, type ErrorCode, type InputFault } from '../domain/errors.ts'
import type { RawTable } from '../domain/table-header.ts'
import type { EvidenceFileKind } from '../intake/evidence-file.ts'
import type { Photo } from '../capture/photo.ts'
import { toFaultOfDisk } from './disk-fault.ts'

/** What a reader can be asked, by the kind of job: a foreign file and what comes out of it. */
export interface ReaderJobs {
  tables: { given: { bytes: Uint8Array; name: string }; made: RawTable[] }
  json: { given: { bytes: Uint8Array; what: string; advice: string }; made: unknown }
  /** Looks a Word template through. */
  template: { given: { bytes: Uint8Array; name: string }; made: null }
  /** `photo` is null for a PDF. */
  evidence: { given: { bytes: Uint8Array; name: string }; made: { kind: EvidenceFileKind; photo: Photo | null } }
  /** The sentences of `checkNoticeDir`. */
  notice: { given: { dir: string }; made: string[] }
}
export type ReaderJobKind = keyof ReaderJobs

export type ToReader = { [K in ReaderJobKind]: { job: number; kind: K } & ReaderJobs[K]['given'] }[ReaderJobKind]
export type FromReader = { job: number } & (
  | { ok: true; made: unknown }
  | { ok: false; code: ErrorCode; message: string; faults: readonly InputFault[] }
)

/** The other end of a reader, whatever carries its messages. */
export interface ReaderPort {
  post(message: FromReader): void
  onMessage(listener: (message: ToReader) => void): void
}

/** Answers one job after the other. Runs in a process of its own, which may be ended at any moment. */
export function serveReader({ post, onMessage }: ReaderPort): void {
  onMessage((message) => {
    const { job } = message
    run(message).then(
      (made) => post({ job, ok: true, made }),
      (error: unknown) => {
        const known = error instanceof XunchaError ? error : null
        const sentence = known?.message ?? '文件读不出来，可能已损坏；请打开核对并另存后再试。'
        post({ job, ok: false, code: known?.code ?? 'bad-file', message: sentence, faults: known?.faults ?? [] })
      }
    )
  })
}

// Each reader is loaded when its first file comes: most processes see one kind only.
async function run(job: ToReader): Promise<ReaderJobs[ReaderJobKind]['made']> {
  switch (job.kind) {
    case 'tables':
      return (await import('../intake/read-tables.ts')).readTables(job.bytes, job.name)
    case 'json':
      return (await import('../intake/read-json.ts')).readJson(job.bytes, job.what, job.advice)
    case 'template':
      await (await import('../export/template-tools.ts')).placeholdersOf(job.bytes, job.name)
      return null
    case 'evidence':
      return evidence(Buffer.from(job.bytes), job.name)
    case 'notice':
      return (await import('../export/check-dir.ts')).checkNoticeDir(job.dir).catch((error: unknown) => {
        throw toFaultOfDisk(error, '通报文件不能读取')
      })
  }
}

async function evidence(bytes: Buffer, name: string): Promise<ReaderJobs['evidence']['made']> {
  const { damaged, evidenceFileKind } = await import('../intake/evidence-file.ts')
  const kind = evidenceFileKind(name, bytes)
  if (kind.extension === 'pdf') return { kind, photo: null }
  const { readPhoto } = await import('../capture/photo.ts')
  const photo = await readPhoto(bytes).catch((error: unknown) => {
    throw damaged(name, error)
  })
  if (photo !== null) return { kind, photo }
  throw new XunchaError('file-too-large', `图片“${name}”的像素太多，没有加入；请在手机上缩小后重新加入。`)
}
