import { appendFile, mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { XunchaError } from '../domain/errors.ts'
import type { BackendContext, Feature } from './context.ts'
import { plainName } from './read-sources.ts'

/** Largest file taken in, bytes: a little over what the table reader takes, so that its own sentence is the one shown. */
const uploadLimit = 51 * 1024 * 1024
/** Uploads kept at once; the oldest goes when a new one starts. */
const keptUploads = 8

interface Upload {
  name: string
  file: string
  bytes: number
  isWhole: boolean
}

export interface Uploads {
  feature: Feature<'uploads.append'>
  /** The whole file, and forgets it. */
  take(uploadId: string): Promise<{ name: string; bytes: Uint8Array }>
}

export function createUploads({ ids }: Pick<BackendContext, 'ids'>, dir: string): Uploads {
  const uploads = new Map<string, Upload>()

  async function drop(uploadId: string): Promise<void> {
    const upload = uploads.get(uploadId)
    uploads.delete(uploadId)
    if (upload) await rm(upload.file, { force: true })
  }

  async function begin(name: string): Promise<string> {
    await mkdir(dir, { recursive: true })
    for (const oldest of [...uploads.keys()].slice(0, Math.max(0, uploads.size - keptUploads + 1))) await drop(oldest)
    const uploadId = ids.next()
    uploads.set(uploadId, { name: plainName(name), file: join(dir, uploadId), bytes: 0, isWhole: false })
    return uploadId
  }

  return {
    feature: {
      handlers: {
        'uploads.append': async ({ uploadId: known, name, chunk, last }) => {
          const uploadId = known ?? (await begin(name))
          const upload = uploads.get(uploadId)
          if (!upload || upload.isWhole) throw missing()
          const bytes = Buffer.from(chunk, 'base64')
          if (upload.bytes + bytes.length > uploadLimit) {
            await drop(uploadId)
            throw new XunchaError('file-too-large', `文件“${name}”超过 50 MB；请删去多余的工作表和图片，或分成几个文件导入。`)
          }
          try {
            await appendFile(upload.file, bytes)
          } catch (error) {
            await drop(uploadId)
            throw error
          }
          upload.bytes += bytes.length
          upload.isWhole = last
          return { uploadId, bytes: upload.bytes }
        }
      },
      close: () => rm(dir, { recursive: true, force: true })
    },
    async take(uploadId) {
      const upload = uploads.get(uploadId)
      if (!upload?.isWhole) throw missing()
      const bytes = await readFile(upload.file)
      await drop(uploadId)
      return { name: upload.name, bytes }
    }
  }
}

const missing = (): XunchaError => new XunchaError('bad-input', '上传的文件已失效；请重新选择文件。')
