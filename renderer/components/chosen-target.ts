const storageKey = (batchId: string): string => `xuncha.checking.${batchId}`

/** Names the object that the checking screen shall open with; for any screen, before it goes there. */
export function chooseTarget(batchId: string, objectKey: string): void {
  sessionStorage.setItem(storageKey(batchId), objectKey)
}

/** The object named for this batch, once. */
export function takeChosenTarget(batchId: string): string | null {
  const objectKey = sessionStorage.getItem(storageKey(batchId))
  sessionStorage.removeItem(storageKey(batchId))
  return objectKey
}
