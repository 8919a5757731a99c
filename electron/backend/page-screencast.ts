import type { PageDriver } from '../capture/page-driver.ts'

export interface Screencast {
  start(): Promise<void>
  stop(): Promise<void>
  /** A new first frame where it is running. */
  restart(): Promise<void>
}

export interface Frame {
  /** JPEG, base64. */
  data: string
  /** CSS pixels of the page's window. */
  width: number
  height: number
}

/** Pictures of a page that its shell cannot show: the browser sends one when something moved, and none while nothing does. */
export function createScreencast(driver: PageDriver, onFrame: (frame: Frame) => void): Screencast {
  let stopListening: (() => void) | null = null
  const cast: Screencast = {
    async start() {
      if (driver.frames !== 'screencast' || stopListening !== null) return
      stopListening = driver.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
        onFrame({ data, width: metadata.deviceWidth, height: metadata.deviceHeight })
        void driver.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined)
      })
      await driver.send('Page.startScreencast', { format: 'jpeg', quality: 60, everyNthFrame: 1 })
    },
    async stop() {
      if (stopListening === null) return
      stopListening()
      stopListening = null
      await driver.send('Page.stopScreencast').catch(() => undefined)
    },
    async restart() {
      if (stopListening === null) return
      await cast.stop()
      await cast.start()
    }
  }
  return cast
}
