import { Transformer } from '@napi-rs/image'

export interface Photo {
  /** As it is seen: turned the way its camera says. */
  width: number
  height: number
  thumbnail: Buffer
}

/** A picture that unpacks to more than this is refused: it would fill the memory of the machine. */
export const mostPixels = 120_000_000

/** Decodes all of it, so that a damaged one throws. null: too many pixels to try. */
export async function readPhoto(bytes: Buffer): Promise<Photo | null> {
  const { width, height, orientation } = await new Transformer(bytes).metadata(true)
  if (width * height > mostPixels) return null
  const isTurned = (orientation ?? 1) >= 5
  const seen = isTurned ? { width: height, height: width } : { width, height }
  const small = Math.min(320, seen.width)
  const thumbnail = await new Transformer(bytes)
    .rotate()
    .fastResize({ width: small, height: Math.max(1, Math.round((seen.height * small) / seen.width)) })
    .webp(80)
  return { ...seen, thumbnail }
}
