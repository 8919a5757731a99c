const served = (parts: readonly string[]): string => parts.map(encodeURIComponent).join('/')

/** Address under which a file of the workspace's `exports` folder is served to this page; null for a file elsewhere. */
export function exportHref(path: string): string | null {
  const parts = path.split(/[\\/]/)
  const at = parts.lastIndexOf('exports')
  return at < 0 ? null : served(parts.slice(at))
}

/** The backend writes every batch's record under this name. */
export function recordHref(batchId: string): string {
  return served(['exports', `抽样记录-${batchId}.json`])
}
