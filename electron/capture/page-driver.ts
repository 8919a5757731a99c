/**
 * The one thing capture and the backend know of a browser: a page that speaks the Chrome DevTools Protocol.
 * The hosts implement it (desktop: webContents.debugger; browser host and command: a Chromium found on the machine).
 */
import type { PageEnvironment } from '../domain/environment.ts'
import type { ProtocolMapping } from 'devtools-protocol/types/protocol-mapping.js'

export type CdpCommands = ProtocolMapping.Commands
export type CdpEvents = ProtocolMapping.Events

/** Something an inspected page tried and was refused, or that happened to it; shown to the inspector, never acted on. */
export interface PageIncident {
  kind:
    | 'popup'
    | 'download'
    | 'permission'
    | 'dialog'
    | 'auth'
    | 'certificate'
    | 'client-certificate'
    | 'external-protocol'
    | 'blocked-address'
    | 'crashed'
    | 'unresponsive'
  url: string
  detail: string
}

export interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

export interface PageDriver {
  readonly id: string
  /** Name and version of the browser behind it, e.g. `Chromium 156.0.8078.73`, and of the shell. */
  readonly versions: Readonly<Record<string, string>>
  /** `native` (also where it does not say): the shell shows the page itself. `screencast`: it is sent to the window picture by picture. */
  readonly frames?: 'native' | 'screencast'
  /**
   * Tallest picture, in device pixels, that one screenshot call renders right; 8,000 where it does not say. A GPU repeats
   * rows or leaves them blank past 8,192 or 16,384.
   */
  readonly tallestTile?: number
  /** With what the page is shown, for the record of a capture. @param url which the proxy is asked for */
  environment?(url: string): Promise<PageEnvironment>
  /** What a host really connected to, where the browser's own word is a relay's address. */
  remoteAddressOf?(url: string): { ip: string; port: number } | null
  send<M extends keyof CdpCommands>(method: M, ...params: CdpCommands[M]['paramsType']): Promise<CdpCommands[M]['returnType']>
  /** Returns the function that stops listening. */
  on<E extends keyof CdpEvents>(event: E, listener: (params: CdpEvents[E][0]) => void): () => void
  onIncident(listener: (incident: PageIncident) => void): () => void
  /** Where the page is shown (CSS pixels of the renderer window); null hides it. A host without a native view sizes its viewport to it. */
  setBounds(bounds: Bounds | null): Promise<void>
  /** 1 = 100 %. */
  setZoom(factor: number): Promise<void>
  /** Lays the page out in another width than the pane's, drawn smaller where the pane is narrower; null: as the pane is. */
  setDevice(device: { width: number; isMobile: boolean } | null): Promise<void>
  /** From now on pictures, media, fonts and scripts are not fetched. */
  setTextOnly(isOn: boolean): Promise<void>
  close(): Promise<void>
}

export interface OpenPage {
  /** One non-persistent session per key: pages with the same key share cookies, nothing else does. */
  sessionKey: string
  /** `host` or `host:port` entries that may lie on loopback or private addresses; everything else there is refused. */
  allowHosts: readonly string[]
  /** false for pages that no one looks at yet or at all (loaded ahead, command line, sweeps). */
  visible: boolean
  /** What an unseen page is laid out in, so that showing it later moves nothing; the host's own size where not given. */
  size?: { width: number; height: number }
}

export interface PageHost {
  open(options: OpenPage): Promise<PageDriver>
  /**
   * A document of the program's own as a PDF, in the page size that its style gives. It runs no script and loads nothing.
   * Not there: this host cannot print. Rejects with the browser's own words, or `no-browser`.
   */
  printPdf?(html: string): Promise<Uint8Array>
  close(): Promise<void>
}
