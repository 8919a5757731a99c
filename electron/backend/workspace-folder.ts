import { mkdirSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { toFaultOfDisk } from './disk-fault.ts'

/** Where everything of one workspace lies. */
export interface WorkspaceFolder {
  dir: string
  database: string
  evidence: string
  exports: string
  backups: string
  /** Files on their way in; emptied at every start. */
  uploads: string
}

/** The folder that the desktop, the browser host and the command share when none is named. */
export function defaultWorkspaceDir(): string {
  return join(homedir(), '巡查工作区')
}

/** @param dir empty for the default folder */
export function workspaceFolder(dir: string): WorkspaceFolder {
  const root = dir === '' ? defaultWorkspaceDir() : resolve(dir)
  return {
    dir: root,
    database: join(root, 'workspace.db'),
    evidence: join(root, 'evidence'),
    exports: join(root, 'exports'),
    backups: join(root, 'backups'),
    uploads: join(root, '.uploads')
  }
}

export function makeRoot(folder: WorkspaceFolder): void {
  make(folder.dir)
}

/** Call with the workspace locked: another process may be receiving uploads otherwise. */
export function makeSubfolders(folder: WorkspaceFolder): void {
  for (const dir of [folder.evidence, folder.exports, folder.backups]) make(dir)
  clearUploads(folder)
}

export function clearUploads(folder: WorkspaceFolder): void {
  rmSync(folder.uploads, { recursive: true, force: true })
}

function make(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true })
  } catch (error) {
    throw toFaultOfDisk(error, `工作区文件夹“${dir}”不能创建`)
  }
}
