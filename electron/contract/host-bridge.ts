/** A question to the person about files, asked with the system's own dialog. */
export type FileQuestion =
  | { ask: 'open'; title: string; kind: string; extensions: string[]; isMany: boolean }
  | { ask: 'save'; title: string; kind: string; extensions: string[]; name: string }

/** What the preload of the desktop shell puts on `window.xuncha`; the browser host's page has none and opens a socket instead. */
export interface HostBridge {
  readonly host: 'electron'
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): () => void
  /** Full paths; none where the person chose nothing. */
  askFiles(question: FileQuestion): Promise<string[]>
}
