/** Names that Windows keeps for devices, with any ending. */
const deviceName = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)/i

/**
 * Why this name of an entry is refused, null when it is plain. Nothing of an archive is ever written under its name; a name
 * that means something else on another machine is refused all the same, for the people who will open the file elsewhere.
 */
export function nameFault(name: string): string | null {
  if (name === '') return '没有名称'
  if (name.length > 240) return '名称过长'
  // oxlint-disable-next-line no-control-regex -- control characters and marks that turn the writing are what is looked for
  if (/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]/.test(name)) return '名称带有控制字符'
  if (name.includes('\\')) return '名称里有反斜杠'
  if (name.startsWith('/')) return '名称是绝对路径'
  if (/^[a-z]:/i.test(name)) return '名称带有盘符'
  if (name.includes(':')) return '名称里有冒号'
  if (/[<>"|?*]/.test(name)) return '名称带有系统不允许的字符'
  const parts = (name.endsWith('/') ? name.slice(0, -1) : name).split('/')
  for (const part of parts) {
    if (part === '..' || part === '.') return '名称会指向别的文件夹'
    if (part === '') return '名称里有空的一段'
    if (deviceName.test(part)) return '名称是系统保留的设备名'
    if (/[. ]$/.test(part) || part.startsWith(' ')) return '名称以点或空格收尾'
  }
  return null
}

/** Two names with the same key are one file on some disk: case folded, accents composed. */
export function nameKey(name: string): string {
  return name.replace(/\/$/, '').normalize('NFKC').toUpperCase().toLowerCase()
}
