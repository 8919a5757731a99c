import { appendFile, mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { packageLimits } from '../domain/evidence-package.ts'
import { XunchaError } from '../domain/errors.ts'
import type { BackendContext, Feature } from './context.ts'
import { plainName } from './read-sources.ts'

/** Largest file taken in, bytes: a little over what the table reader takes, so that its own sentence is the one shown. */
const uploadLimit = 51 * 1024 * 1024
/** Uploads kept at once; the oldest goes when a new one starts. */
const keptUploads = 8
/** Packages that one merge may take. */
const keptPackages = 100

interface Upload {
  name: string
  file: string
  bytes: number
  isWhole: boolean
}

export interface Uploads {
  feature: Feature<'uploads.append' | 'uploads.appendPackage'>
  /** The whole file, and forgets it. */
  take(uploadId: string): Promise<{ name: string; bytes: Uint8Array }>
}

export function createUploads({ ids }: Pick<BackendContext, 'ids'>, dir: string): Uploads {
  const uploads = new Map<string, Upload>()
  const packages = new Map<string, { file: string; bytes: number; isWhole: boolean }>()

  /** Under its own name, which the sentences about it say; in a folder of its own, so that no two are one. */
  async function beginPackage(name: string): Promise<string> {
    for (const oldest of [...packages.keys()].slice(0, Math.max(0, packages.size - keptPackages + 1))) await dropPackage(oldest)
    const uploadId = ids.next()
    await mkdir(join(dir, uploadId), { recursive: true })
    const safe = plainName(name)
      .replaceAll(/[<>:"|?*]/g, '_')
      .replace(/^\.+$/, '_')
    packages.set(uploadId, { file: join(dir, uploadId, safe), bytes: 0, isWhole: false })
    return uploadId
  }

  async function dropPackage(uploadId: string): Promise<void> {
    packages.delete(uploadId)
    await rm(join(dir, uploadId), { recursive: true, force: true })
  }

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
        },
        'uploads.appendPackage': async ({ uploadId: known, name, chunk, last }) => {
          const uploadId = known ?? (await beginPackage(name))
          const taken = packages.get(uploadId)
          if (!taken || taken.isWhole) throw missing()
          const bytes = Buffer.from(chunk, 'base64')
          try {
            if (taken.bytes + bytes.length > packageLimits.bytes) {
              throw new XunchaError('file-too-large', `文件“${name}”超过 4 GB，不是巡查做的包；请核对后另选文件。`)
            }
            await appendFile(taken.file, bytes)
          } catch (error) {
            await dropPackage(uploadId)
            throw error
          }
          taken.bytes += bytes.length
          taken.isWhole = last
          return { uploadId, path: last ? taken.file : null }
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
