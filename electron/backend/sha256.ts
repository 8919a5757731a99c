import { createHash } from 'node:crypto'
import { canonicalJson } from '../domain/canonical-json.ts'
import type { Sha256 } from '../domain/ports.ts'

export const sha256: Sha256 = (data) => createHash('sha256').update(data).digest('hex')

/** `sha256:` and the hash over the value's canonical JSON. */
export const contentHash = (value: unknown): string => `sha256:${sha256(canonicalJson(value))}`
