import { canonicalJson } from '../../domain/canonical-json.ts'

/** Strict UTF-8, a byte-order mark being no part of any of our texts; null for anything else. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/**
 * The value of a text that is canonical JSON to the byte. That rules out at once what two readers could read differently:
 * keys given twice, other orders, other spellings of numbers and characters. `undefined` for anything else.
 */
export const canonicalValue = (text: string): unknown => exactValue(text, canonicalJson)

/** The same for the indented files that people read. */
export const prettyValue = (text: string): unknown => exactValue(text, prettyJson)

export const prettyJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

function exactValue(text: string, write: (value: unknown) => string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return write(value) === text ? value : undefined
  } catch {
    // Not JSON, or nested deeper than the stack: either way none of ours.
    return undefined
  }
}
