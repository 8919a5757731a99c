import type { Logger } from 'pino'
import type { Store } from '../../db/store-types.ts'
import type { PageHost } from '../capture/page-driver.ts'
import type { BackendEvent, BackendEventName, Input, Output, ProcedureName } from '../contract/index.ts'
import type { Clock, Ids, SystemKeeper, Timers } from '../domain/ports.ts'
import type { FileReader, ReaderProcess } from './file-reader.ts'

/** What a host hands in to start the backend. */
export interface BackendOptions {
  workspaceDir: string
  /** The project's `resources` folder. */
  resourcesDir: string
  version: string
  /** Where the device's signing key is kept: a folder of the user's outside every workspace, the usual one where not given. */
  keysDir?: string
  /** The system's own keeping of secrets; where not given, keys are kept by a passphrase. */
  keyKeeper?: SystemKeeper
  clock: Clock
  ids: Ids
  /** null where no browser could be found: everything but pages works, pages answer `no-browser`. */
  pageHost: PageHost | null
  runtime: Readonly<Record<string, string>>
  /** The system's own where not given. */
  timers?: Timers
  /** The host stays open: what was running in the background when the workspace was closed goes on. */
  isResident?: boolean
  /** Starts a process in which foreign files are read; Node's own fork where not given. */
  startReader?: () => ReaderProcess
  log: Logger
}

/** What every use case gets. */
export interface BackendContext extends BackendOptions {
  store: Store
  /** Reads foreign files, in a process of its own. */
  files: FileReader
  /** Name of the person at the desk, written into events. */
  author(): string
  emit<E extends BackendEventName>(event: E, payload: BackendEvent<E>): void
  /** Runs long work as a job: progress goes out as `job.progress`, `signal` aborts on `jobs.cancel`. */
  job<T>(
    label: string,
    work: (job: { report(done: number, total: number | null): void; signal: AbortSignal }) => Promise<T>
  ): Promise<T>
}

/** The handlers of one feature: a function per procedure, input and output typed by the contract. */
export type Handlers<P extends ProcedureName> = { [K in P]: (input: Input<K>) => Promise<Output<K>> | Output<K> }

/** A feature: takes the context, gives its handlers, and what to do when the workspace closes. */
export interface Feature<P extends ProcedureName> {
  handlers: Handlers<P>
  close?(): Promise<void> | void
}
