import { z } from 'zod'
import { canonicalJson } from './canonical-json.ts'

/** 证据包: the shapes of what lies in it. Every text is bounded: a package comes from anyone. */
const sha = z.string().regex(/^[0-9a-f]{64}$/)
const keyId = z.string().regex(/^[0-9a-f]{16}$/)
const device = z.string().regex(/^[0-9A-Za-z-]{1,64}$/)
const text = z.string().max(500)
const seq = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

/** The last event of one device's chain. */
export const headSchema = z.strictObject({ device, seq, hash: sha })
export type Head = z.infer<typeof headSchema>

/** A device's signature (base64) over the head of its own chain. */
export const sealSchema = headSchema.extend({ keyId, publicKey: z.string().max(300), signature: z.string().max(100) })
export type Seal = z.infer<typeof sealSchema>

/** The bytes (UTF-8) that a seal signs. */
export const sealedText = ({ device: of, seq: at, hash, keyId: key }: Omit<Seal, 'publicKey' | 'signature'>): string =>
  canonicalJson({ device: of, hash, keyId: key, seq: at, type: 'xuncha-seal/1' })

/** Limits of one package; more is refused on both sides. */
export const packageLimits = { files: 20_000, fileBytes: 256 * 1024 * 1024, bytes: 4 * 1024 * 1024 * 1024 - 1 }

export const manifestSchema = z.strictObject({
  format: z.literal('xuncha-package'),
  version: z.literal(1),
  createdAt: z.string().max(40),
  /** `targets`: the objects whose evidence is in the package; null for all of the batch. */
  batch: z.strictObject({ id: text, title: text, period: text, targets: z.array(text).max(100_000).nullable() }),
  signer: z.strictObject({ device, keyId, name: text }),
  heads: z.array(headSchema).min(1).max(1_000),
  files: z
    .array(z.strictObject({ path: z.string().max(200), size: z.number().int().min(0), sha256: sha, sm3: sha }))
    .max(packageLimits.files)
})
export type PackageManifest = z.infer<typeof manifestSchema>

export const packageProblemKinds = [
  'container',
  'name',
  'missing',
  'extra',
  'changed',
  'format',
  'signature',
  'key',
  'seal',
  'chain',
  'evidence',
  'batch',
  'anchor',
  'stamp',
  'newer',
  'limit'
] as const

/** What is wrong with a package: the file in it (or 压缩包 for the archive itself), and one Chinese sentence. */
export const packageProblemSchema = z.object({ file: z.string(), kind: z.enum(packageProblemKinds), message: z.string() })
export type PackageProblem = z.infer<typeof packageProblemSchema>

/** `file` of a problem of the archive itself. */
export const wholeArchive = '压缩包'

/** A stamp of trusted time that holds. */
export const packageStampSchema = z.object({
  file: z.string(),
  /** Subject of the certificate that signed it. */
  authority: z.string(),
  /** The files existed no later than this. */
  time: z.string(),
  files: z.number().int(),
  /** How far the laptop's clock was from the authority's when the stamp came: up to ten minutes, a day, more. */
  gapSeconds: z.number().int(),
  gap: z.enum(['close', 'apart', 'weak']),
  /** From the first of its captures, by the laptop's clock, to the stamp. */
  lagSeconds: z.number().int(),
  lag: z.enum(['close', 'apart', 'weak']),
  /** Checked with roots of whoever checks; else only with those that lie in the package, which are a claim. */
  isTrusted: z.boolean()
})
export type PackageStamp = z.infer<typeof packageStampSchema>

export const packageVerdictSchema = z.object({
  ok: z.boolean(),
  problems: z.array(packageProblemSchema),
  /** From a manifest whose signature holds; else null. */
  batch: z.object({ id: z.string(), title: z.string(), period: z.string() }).nullable(),
  signedBy: z.object({ device: z.string(), keyId: z.string(), name: z.string() }).nullable(),
  /** The signer's own head, to be kept as an anchor: later cuts and rewritings show against it. */
  head: headSchema.nullable(),
  files: z.number().int(),
  events: z.number().int(),
  stamps: z.array(packageStampSchema),
  /** Files of captures without a stamp. */
  unstamped: z.number().int()
})
export type PackageVerdict = z.infer<typeof packageVerdictSchema>

/** What the person checking knows from elsewhere (a printed notice, an earlier package, a telephone call). */
export interface Anchors {
  /** `hash` may be shortened to its first 16 digits or more. */
  heads: readonly { device: string; seq: number; hash: string }[]
  keyIds: readonly string[]
  /** Root certificates of time-stamp authorities, PEM; revocation lists may stand among them. */
  tsaRoots?: readonly string[]
}

/** `设备:序号:校验值`, or a key's number; null for what is neither. */
export function readAnchor(written: string): { head: Anchors['heads'][number] } | { keyId: string } | null {
  const [, of = '', at = '', hash = ''] =
    /^([0-9A-Za-z-]{1,64})[:：]([1-9]\d{0,14})[:：]([0-9a-f]{16,64})$/.exec(written.trim()) ?? []
  if (of !== '') return { head: { device: of, seq: Number(at), hash } }
  return /^[0-9a-f]{16}$/.test(written.trim()) ? { keyId: written.trim() } : null
}
