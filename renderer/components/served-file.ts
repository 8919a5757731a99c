/** Address under which a file of the workspace's `exports` folder is served to this page; null for a file elsewhere. */
export function exportHref(path: string): string | null {
  const parts = path.split(/[\\/]/)
  const at = parts.lastIndexOf('exports')
  return at < 0 ? null : parts.slice(at).map(encodeURIComponent).join('/')
}
