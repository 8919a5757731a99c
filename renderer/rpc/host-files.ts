import type { FileQuestion } from '../../electron/contract/host-bridge.ts'
import type { RpcClient } from './create-client.ts'
import { uploadPackage } from './upload.ts'

/** A file by its place on this machine, and the name people know it by. */
export interface PlacedFile {
  name: string
  path: string
}

/** Whether the shell has dialogs that give the place of a file; where not, files are handed over piece by piece. */
export const hasFileDialogs = (): boolean => window.xuncha !== undefined

/** Asks with the system's own dialog; nothing where the person chose nothing or the shell has none. */
export async function askFiles(question: FileQuestion): Promise<PlacedFile[]> {
  const paths = (await window.xuncha?.askFiles(question)) ?? []
  return paths.map((path) => ({ name: path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1), path }))
}

/** Packages that were dropped, or picked where there is no dialog, one after the other. */
export async function placePackages(
  rpc: RpcClient,
  files: readonly File[],
  onProgress: (sent: number, total: number) => void
): Promise<PlacedFile[]> {
  const total = files.reduce((sum, { size }) => sum + size, 0)
  const placed: PlacedFile[] = []
  let before = 0
  for (const file of files) {
    const start = before
    const path = await uploadPackage(rpc, file, (sent) => onProgress(start + sent, total))
    placed.push({ name: file.name, path })
    before += file.size
  }
  return placed
}
