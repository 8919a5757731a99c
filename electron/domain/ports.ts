/** What the pure parts may ask of the world. Hosts hand in the real ones, tests hand in fixed ones. */

export interface Clock {
  /** Now, as an ISO 8601 instant in UTC with milliseconds, e.g. `2026-11-22T02:01:00.000Z`. */
  now(): string
}

export interface Timers {
  /** Calls once after so many milliseconds. Returns the function that calls it off. */
  after(milliseconds: number, act: () => void): () => void
}

export interface Ids {
  /** A new UUIDv7, lower case. */
  next(): string
}

/** SHA-256 over UTF-8 text or bytes, lower-case hex. The domain cannot import node:crypto, so it is handed in. */
export type Sha256 = (data: string | Uint8Array) => string

/** The system's own keeping of secrets (DPAPI, Keychain, Secret Service), where the host has a way to it. */
export interface SystemKeeper {
  /** null where it keeps secrets from other users and from whoever takes the disk; else why not, a Chinese sentence. */
  fault(): Promise<string | null>
  seal(secret: Uint8Array): Promise<Uint8Array>
  /** Throws where the system does not give it back: another user, another machine, a locked or lost keyring. */
  open(sealed: Uint8Array): Promise<Uint8Array>
}
