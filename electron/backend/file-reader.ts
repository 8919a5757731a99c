import { XunchaError } from '../domain/errors.ts'
import type { FromReader, ReaderJobKind, ReaderJobs, ToReader } from './reader-jobs.ts'

/** Memory for the values that a reader makes, MB. Bytes beside them are bounded by what a file may be and may unpack to. */
export const readerMegabytes = 512
/** One file may take this long, milliseconds. */
const fileMilliseconds = 30_000
/** An idle reader is kept for the next file, and ended after this. */
const idleMilliseconds = 15_000
/** A reader that has read so many files makes room for a fresh one. */
const filesEach = 200

/** A process that reads; who starts it depends on the host. */
export interface ReaderProcess {
  post(message: ToReader): void
  onMessage(listener: (message: FromReader) => void): void
  onExit(listener: () => void): void
  kill(): void
}

export interface FileReader {
  /**
   * Reads one file in a process of its own. Throws what the file deserves, and `file-too-large` where it took more memory or
   * time than a file may; then the process is ended and the next file gets another.
   */
  read<K extends ReaderJobKind>(kind: K, given: ReaderJobs[K]['given']): Promise<ReaderJobs[K]['made']>
  close(): void
}

interface Job {
  id: number
  answered(message: FromReader): void
  failed(error: XunchaError): void
  /** The file as a sentence begins with it. */
  file: string
}

export function createFileReader(start: () => ReaderProcess, limit = fileMilliseconds): FileReader {
  let running: { process: ReaderProcess; files: number } | null = null
  let last: Promise<unknown> = Promise.resolve()
  let idle: NodeJS.Timeout | undefined
  let count = 0
  let current: Job | null = null

  function end(): void {
    clearTimeout(idle)
    running?.process.kill()
    running = null
  }

  function startOne(): { process: ReaderProcess; files: number } {
    const process = start()
    process.onMessage((message) => {
      if (message.job === current?.id) current.answered(message)
    })
    process.onExit(() => {
      if (running?.process !== process) return
      running = null
      current?.failed(tooMuch(current.file, '读取时用完了允许的内存'))
    })
    return { process, files: 0 }
  }

  async function one<K extends ReaderJobKind>(kind: K, given: ReaderJobs[K]['given']): Promise<ReaderJobs[K]['made']> {
    clearTimeout(idle)
    if ((running?.files ?? 0) >= filesEach) end()
    running ??= startOne()
    running.files += 1
    const { process } = running
    count += 1
    const id = count
    const file = fileIn(given)
    let timer: NodeJS.Timeout | undefined
    try {
      const answer = await new Promise<FromReader>((answered, failed) => {
        current = { id, answered, failed, file }
        // It also keeps the program open while it waits: an idle reader does not.
        timer = setTimeout(() => {
          end()
          failed(tooMuch(file, `${limit / 1000} 秒内没有读完`))
        }, limit)
        process.post({ job: id, kind, ...given } as ToReader)
      })
      if (!answer.ok) throw new XunchaError(answer.code, answer.message, { faults: answer.faults })
      return answer.made as ReaderJobs[K]['made']
    } finally {
      current = null
      clearTimeout(timer)
      idle = setTimeout(end, idleMilliseconds)
      idle.unref()
    }
  }

  return {
    read(kind, given) {
      // One after the other: two large files at once would be two times the memory.
      const next = last.then(() => one(kind, given))
      last = next.catch(() => undefined)
      return next
    },
    close() {
      end()
      current?.failed(new XunchaError('closing', '工作区已关闭，文件没有读完；请重新打开后再试。'))
    }
  }
}

function fileIn(given: object): string {
  if ('name' in given) return `文件“${String(given.name)}”`
  return 'what' in given ? String(given.what) : '这个文件夹里的文件'
}

function tooMuch(file: string, what: string): XunchaError {
  return new XunchaError('file-too-large', `${file}${what}，已停止读取，没有导入；请删去多余的内容或分成几个文件后重试。`)
}
