import {
  AlignmentType,
  DocumentGridType,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
  type IFontAttributesProperties,
  type ISectionOptions
} from 'docx'

/** Measures of GB/T 9704 (official documents), in the units of the file: twips (1/20 point) and half points. */
export const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440)
/** Font sizes are written in half points. */
export const points = (size: number): number => size * 2

/** 28 points, exactly. */
export const linePitch = 560
/** One character of the body: 16 points less the quarter point that makes 28 of them a line. */
export const characterTwips = 315

/** Of the head. */
export const red = 'E60012'

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

export function pageProperties(isLandscape: boolean, isBody: boolean): Pick<ISectionOptions, 'properties'> {
  return {
    properties: {
      page: {
        size: {
          width: mm(210),
          height: mm(297),
          orientation: isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT
        },
        // Lying pages are the upright page turned: the binding edge (28 mm) is on top.
        margin: isLandscape
          ? { top: mm(28), bottom: mm(26), left: mm(35), right: mm(37), header: mm(10), footer: mm(16) }
          : { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), header: mm(15), footer: mm(25) }
      },
      // Not linesAndChars: with it LibreOffice sets about 20 characters a line. Lines by the grid, 28 characters by spacing.
      // Annexes have no grid: it would stretch every table row to a line of the body.
      grid: isBody ? { type: DocumentGridType.LINES, linePitch: 579 } : { type: DocumentGridType.DEFAULT, linePitch: 312 }
    }
  }
}

/** — 1 —, one character in from the outer edge. */
export function pageNumber(side: 'left' | 'right'): Paragraph {
  return new Paragraph({
    alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
    indent: side === 'right' ? { right: 280 } : { left: 280 },
    children: [new TextRun({ font: font(fonts.songti), size: points(14), children: ['— ', PageNumber.CURRENT, ' —'] })]
  })
}
