import { execFileSync, spawnSync } from 'node:child_process'

/** A disk of 8 KB over the folder; null where this user may not mount. Returns what takes it away again. */
export const mountSmallDisk = (folder: string): (() => void) | null => mount(folder, 'size=8k')

/** The same, but nothing can be written to it, by root neither. */
export const mountReadOnlyDisk = (folder: string): (() => void) | null => mount(folder, 'size=8k,ro')

function mount(folder: string, options: string): (() => void) | null {
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])
  return mounted.status === 0 ? () => void execFileSync('umount', [folder]) : null
}
