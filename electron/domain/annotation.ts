import { z } from 'zod'

/**
 * 标注: layers over a picture that itself never changes. All places are pixels of the picture, whole numbers, counted
 * from its top left corner, so that the same layers fit the same picture on every machine.
 */
export const layerColourSchema = z.enum(['red', 'blue', 'green', 'black'])
export type LayerColour = z.infer<typeof layerColourSchema>

const place = z.number().int().min(0).max(1_000_000)
const length = z.number().int().min(1).max(1_000_000)
const base = z.object({ id: z.string().min(1).max(64), x: place, y: place })
const inked = base.extend({ colour: layerColourSchema })

export const layerSchema = z.discriminatedUnion('type', [
  inked.extend({ type: z.literal('box'), width: length, height: length }),
  /** From where it starts to what it points at. */
  inked.extend({ type: z.literal('arrow'), toX: place, toY: place }),
  /** A disc round its place; `value` counts by itself. */
  inked.extend({ type: z.literal('number'), value: z.number().int().min(1).max(999) }),
  // Control characters have no place in a drawing, and XML refuses some of them.
  inked.extend({
    type: z.literal('text'),
    text: z
      .string()
      .min(1)
      .max(200)
      // eslint-disable-next-line no-control-regex -- control characters are what is refused
      .regex(/^[^\u0000-\u001f\u007f\ufffe\uffff]*$/),
    size: z.number().int().min(8).max(200)
  }),
  /** Every `block` × `block` square becomes its own average in the copy. `shown`: the number below it as it may be read. */
  base.extend({
    type: z.literal('mosaic'),
    width: length,
    height: length,
    block: z.number().int().min(8).max(1_000_000),
    shown: z.string().max(40).nullable()
  })
])
export type Layer = z.infer<typeof layerSchema>
export type LayerType = Layer['type']
export type MosaicLayer = Extract<Layer, { type: 'mosaic' }>

export const layersSchema = z.array(layerSchema).max(500)

/** A telephone or identity number seen in the page, and the box of the digits that must not be read, in picture pixels. */
export const foundNumberSchema = z.object({
  kind: z.enum(['mobile', 'identity']),
  /** Never the number itself: `138****1234`. */
  shown: z.string(),
  x: place,
  y: place,
  width: length,
  height: length
})
export type FoundNumber = z.infer<typeof foundNumberSchema>

/** A rendered copy for people outside: which picture it was made from, and what in it can no longer be read. */
export const exportedCopySchema = z.object({
  copyId: z.string(),
  evidenceId: z.string(),
  annotationId: z.string(),
  /** SHA-256 of the original picture. */
  derivedFrom: z.string(),
  masked: z.array(z.object({ x: place, y: place, width: length, height: length, block: length, shown: z.string().nullable() })),
  drawn: z.number().int().min(0),
  /** The copy, and the record that goes with it. */
  files: z.array(
    z.object({
      role: z.enum(['image', 'record']),
      name: z.string(),
      mime: z.string(),
      sha256: z.string(),
      size: z.number().int()
    })
  )
})
export type ExportedCopy = z.infer<typeof exportedCopySchema>

const finestBlock = 16
const coarsestBlock = 48

/**
 * Side of the squares for a region that a person drew: as tall as one line of text at least, because squares smaller than
 * a letter can be read back by trying all letters.
 */
export function mosaicBlock(width: number, height: number): number {
  return Math.min(coarsestBlock, Math.max(finestBlock, Math.min(width, height)))
}

/** One mosaic per number, each a single square: a whole number becomes one average, from which no digit can be told. */
export function masksFor(numbers: readonly FoundNumber[], idOf: (index: number) => string): MosaicLayer[] {
  return numbers.map(({ shown, x, y, width, height }, index) => ({
    type: 'mosaic',
    id: idOf(index),
    x,
    y,
    width,
    height,
    block: Math.max(width, height, 8),
    shown
  }))
}

/** Found numbers that no mosaic covers yet. */
export function unmasked(numbers: readonly FoundNumber[], layers: readonly Layer[]): FoundNumber[] {
  const mosaics = layers.filter((layer) => layer.type === 'mosaic')
  return numbers.filter(
    (number) =>
      !mosaics.some(
        (mosaic) =>
          mosaic.x <= number.x &&
          mosaic.y <= number.y &&
          mosaic.x + mosaic.width >= number.x + number.width &&
          mosaic.y + mosaic.height >= number.y + number.height
      )
  )
}

/** Numbers count from 1 in the order of the layers, without gaps. */
export function renumbered(layers: readonly Layer[]): Layer[] {
  let value = 0
  return layers.map((layer) => {
    if (layer.type !== 'number') return layer
    value += 1
    return layer.value === value ? layer : { ...layer, value }
  })
}
