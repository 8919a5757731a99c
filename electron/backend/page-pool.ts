/** How many pages are alive at most: each is a renderer process, and an office laptop has 4 to 8 GB. */
export const pageLimit = 4

export interface PooledPage {
  close(): Promise<void>
}

export interface PagePool<P extends PooledPage> {
  pages(): readonly P[]
  /** Opens one more once there is room; null where every page is in use. */
  make(open: () => Promise<P>): Promise<P | null>
  /** This one was looked at just now. */
  touch(page: P): void
  close(pages: readonly P[]): Promise<void>
  closeAll(): Promise<void>
}

/**
 * Keeps a bounded number of pages alive. For a new one the one that was not looked at for the longest time goes first,
 * and is gone before the new one comes. `isInUse` names those that never go by themselves.
 */
export function createPagePool<P extends PooledPage>(
  isInUse: (page: P) => boolean,
  onClosed: (page: P) => void,
  limit = pageLimit
): PagePool<P> {
  // Least recently used first: a page that is touched goes to the end.
  const pages = new Set<P>()
  // Opening and closing go one after the other, so that the bound holds at every moment.
  let lastChange: Promise<unknown> = Promise.resolve()

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = lastChange.then(work)
    lastChange = next.catch(() => undefined)
    return next
  }

  async function drop(page: P): Promise<void> {
    if (!pages.delete(page)) return
    onClosed(page)
    await page.close()
  }

  return {
    pages: () => [...pages],
    make: (open) =>
      inTurn(async () => {
        while (pages.size >= limit) {
          const oldest = [...pages].find((page) => !isInUse(page))
          if (oldest === undefined) return null
          await drop(oldest)
        }
        const page = await open()
        pages.add(page)
        return page
      }),
    touch(page) {
      if (!pages.delete(page)) return
      pages.add(page)
    },
    close: (closing) =>
      inTurn(async () => {
        for (const page of closing) await drop(page)
      }),
    closeAll: () =>
      inTurn(async () => {
        await Promise.all([...pages].map(drop))
      })
  }
}
