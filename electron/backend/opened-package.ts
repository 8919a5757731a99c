import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { XunchaError } from '../domain/errors.ts'
import type { ByteSource, PackageTools } from '../evidence/package/tools.ts'
import { toFaultOfDisk } from './disk-fault.ts'

/** Opens a package for the time of the work. Throws `bad-input` where there is no such file. */
export async function withPackage<T>(file: string, work: (source: ByteSource, tools: PackageTools) => Promise<T>): Promise<T> {
  const path = resolve(file)
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false
  )
  if (!isFile) throw new XunchaError('bad-input', `没有文件“${file}”；请核对位置。`)
  const { nodeTools, withByteSource } = await import('../evidence/package/node-tools.ts')
  return withByteSource(path, (source) => work(source, nodeTools)).catch((error: unknown) => {
    throw toFaultOfDisk(error, '包不能读取')
  })
}
