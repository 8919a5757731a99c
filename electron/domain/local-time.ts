const shanghaiOffset = 8 * 3_600_000

/** `2026-11-22 13:05` in Asia/Shanghai of an ISO instant. */
export function localTimeText(instant: string): string {
  return new Date(Date.parse(instant) + shanghaiOffset).toISOString().slice(0, 16).replace('T', ' ')
}
