/**
 * Every fault the product can name. The message is one Chinese sentence that says what happened and what to do;
 * the code is for programs and tests. `exit` tells the command line what to return (see cli contract: 1 = the
 * answer is no, 2 = wrong usage or bad input).
 */
export const errorCodes = {
  'bad-input': 2,
  'bad-file': 2,
  'file-too-large': 2,
  'file-protected': 2,
  'file-empty': 2,
  'registry-rejected': 2,
  'no-calendar': 2,
  'unknown-catalogue': 2,
  'bad-catalogue': 2,
  'bad-sample-design': 2,
  'unknown-batch': 2,
  'unknown-target': 2,
  'unknown-finding': 2,
  'unknown-evidence': 2,
  'unknown-profile': 2,
  'unknown-procedure': 2,
  'evidence-missing': 2,
  'package-newer': 2,
  'conflict-open': 2,
  'no-role': 2,
  'workspace-locked': 2,
  'workspace-newer': 2,
  'workspace-edited': 2,
  'workspace-damaged': 2,
  'bad-passphrase': 2,
  'key-damaged': 2,
  'bad-package': 2,
  'disk-full': 2,
  'disk-error': 2,
  'no-browser': 2,
  'page-failed': 2,
  'page-blocked': 2,
  'capture-failed': 2,
  'notice-mismatch': 1,
  'record-mismatch': 1,
  /** By a person who asked for it. */
  cancelled: 1,
  /** The program or the workspace is closing. */
  closing: 1,
  internal: 2
} as const

export type ErrorCode = keyof typeof errorCodes

/** One fault at one place of an input file; row is 1-based as a spreadsheet shows it. */
export interface InputFault {
  file?: string
  row?: number
  column?: string
  reason: string
}

export class XunchaError extends Error {
  readonly code: ErrorCode
  readonly faults: readonly InputFault[]

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; faults?: readonly InputFault[] } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'XunchaError'
    this.code = code
    this.faults = options.faults ?? []
  }
}
