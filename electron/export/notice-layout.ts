import type { IFontAttributesProperties } from 'docx'

/** Measures of GB/T 9704 (official documents), in the units of the file: twips (1/20 point) and half points. */
export const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440)
/** Font sizes are written in half points. */
export const points = (size: number): number => size * 2

/** 28 points, exactly. */
export const linePitch = 560
/** One character of the body: 16 points less the quarter point that makes 28 of them a line. */
export const characterTwips = 315

export const fonts = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  heading: '黑体',
  subheading: '楷体_GB2312',
  songti: '宋体'
} as const

/** Chinese in the named font, digits and Latin in Times New Roman; the hint keeps quotation marks Chinese. */
export function font(eastAsia: string): IFontAttributesProperties {
  return { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia, hint: 'eastAsia' }
}

/** Twips between the margins: 156 mm upright, 225 mm lying. */
export function textWidthOf(isLandscape: boolean): number {
  return isLandscape ? mm(297 - 35 - 37) : mm(210 - 28 - 26)
}
