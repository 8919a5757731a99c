/** The names that a package may hold; anything else in it is an intruder. */
const allowed: readonly RegExp[] = [
  /^(?:manifest\.(?:json|sig)|seals\.json|(?:events|custody)\.jsonl|SHA256SUMS|verify\.html|验证说明\.txt)$/,
  /^keys\/[0-9a-f]{16}\.pem$/,
  /^evidence\/[0-9a-f]{64}\.[0-9a-z]{1,8}$/,
  /^captures\/[0-9A-Za-z-]{1,64}\/(?:capture|environment)\.json$/,
  /^timestamps\/[0-9A-Za-z][0-9A-Za-z._-]{0,79}$/
]

export const isPackagePath = (path: string): boolean => allowed.some((pattern) => pattern.test(path))

/** In every package, whatever the batch. */
export const fixedPaths = ['seals.json', 'events.jsonl', 'custody.jsonl', 'SHA256SUMS', 'verify.html', '验证说明.txt'] as const

/** The hash that an evidence file is named by, or null for another path. */
export const namedHash = (path: string): string | null => /^evidence\/([0-9a-f]{64})\./.exec(path)?.[1] ?? null

/** SHA256SUMS: every file but manifest, signature and itself, as `sha256sum -c` reads it. */
export const sumsText = (files: readonly { path: string; sha256: string }[]): string =>
  files
    .filter(({ path }) => path !== 'SHA256SUMS')
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join('')
