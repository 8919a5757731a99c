import type { Head } from '../../../electron/domain/evidence-package.ts'

/** A head as it is written down: 16 digits of the hash are enough to show a log that was cut or made anew. */
export const codeOf = ({ device, seq, hash }: Head): string => `${device}:${seq}:${hash.slice(0, 16)}`
