/** What the preload of the desktop shell puts on `window.xuncha`; the browser host's page has none and opens a socket instead. */
export interface HostBridge {
  readonly host: 'electron'
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): () => void
}
