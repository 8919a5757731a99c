import type { FromReader, ToReader } from '../../backend/reader-jobs.ts'
import type { ServedFile } from '../../backend/static-file.ts'
import type { Bounds, OpenPage, PageIncident } from '../../capture/page-driver.ts'

/** What main and backend process say to each other. One message carries one thing; nothing is transferred, all is cloned. */
export interface StartOptions {
  /** null: the backend's default folder. */
  workspaceDir: string | null
  resourcesDir: string
  version: string
  runtime: Record<string, string>
}

export type PageRequest =
  | { op: 'open'; options: OpenPage }
  | { op: 'send'; page: string; method: string; params: unknown }
  | { op: 'bounds'; page: string; bounds: Bounds | null }
  | { op: 'zoom'; page: string; factor: number }
  | { op: 'device'; page: string; device: { width: number; isMobile: boolean } | null }
  | { op: 'text-only'; page: string; isOn: boolean }
  | { op: 'environment'; page: string; url: string }
  | { op: 'close'; page: string }
  | { op: 'print'; html: string }

export interface MachineState {
  isOnBattery: boolean
  isOnline: boolean
  isAsleep: boolean
}

export interface OpenedPage {
  page: string
  versions: Record<string, string>
}

export type PageReply = { kind: 'page-reply'; call: number } & ({ ok: true; value: unknown } | { ok: false; message: string })

/** `data` of `seal`: what is to be kept; of `open`: base64 of what the system made of it. */
export type KeeperRequest = { op: 'fault' } | { op: 'seal' | 'open'; data: string }

export type KeeperReply = { kind: 'keeper-reply'; call: number } & (
  | { ok: true; value: string | null }
  | { ok: false; message: string }
)

export type ToBackend =
  | { kind: 'start'; options: StartOptions }
  | { kind: 'rpc'; message: unknown }
  | { kind: 'served-file'; call: number; path: string }
  | PageReply
  | KeeperReply
  | { kind: 'page-event'; page: string; method: string; params: unknown }
  | { kind: 'page-incident'; page: string; incident: PageIncident }
  /** What the machine tells: goes to the watch. */
  | { kind: 'machine'; state: MachineState }
  | { kind: 'watch-pause' }
  | { kind: 'reader-answer'; reader: number; message: FromReader }
  | { kind: 'reader-exit'; reader: number }
  | { kind: 'close' }

export type FromBackend =
  | { kind: 'ready' }
  | { kind: 'failed'; code: string; message: string }
  | { kind: 'rpc'; message: unknown }
  | { kind: 'served-file'; call: number; served: ServedFile | null }
  | { kind: 'page-call'; call: number; request: PageRequest }
  /** From now on events of this name of this page are wanted. */
  | { kind: 'page-listen'; page: string; method: string }
  /** The availability watch: batch under watch, or null. Also said once when the backend is ready. */
  | { kind: 'watch'; title: string | null; waiting: string | null }
  /** A process to read foreign files in; `reader` is its name from now on. */
  | { kind: 'reader-start'; reader: number }
  | { kind: 'reader-job'; reader: number; message: ToReader }
  | { kind: 'reader-kill'; reader: number }
  /** The system is to keep a secret, or to give it back. */
  | { kind: 'keeper-call'; call: number; request: KeeperRequest }
  | { kind: 'closed' }
