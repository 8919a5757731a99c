/**
 * JSON with sorted keys and no spaces: the same value gives the same text on every machine, so it can be hashed.
 * Members that are `undefined` are left out, as JSON does. Throws a TypeError on what JSON cannot hold exactly
 * (NaN, Infinity, functions, bigint): a hash over a silently changed value would be worthless.
 */
export function canonicalJson(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`canonicalJson: ${value} is not a JSON number`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value === 'object') return objectText(value)
  throw new TypeError(`canonicalJson: a ${typeof value} is not JSON`)
}

function objectText(value: object): string {
  const members = new Map<string, unknown>(Object.entries(value))
  let text = ''
  // Plain UTF-16 order, which is what sort() without a comparator gives: a locale's order would differ between machines.
  for (const key of [...members.keys()].sort()) {
    const member = members.get(key)
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`
  }
  return `{${text}}`
}
