/** From this version on Chromium prints the page numbers that a style asks for, on the outer side of each page. */
const marginBoxes = 131

/**
 * What a browser is asked for to print a document of the program's own. One that is too old for page numbers by style puts
 * them in the middle below the text.
 * @param version `156.0.8078.73`
 */
export function printOptions(version: string): {
  preferCSSPageSize: true
  printBackground: true
  displayHeaderFooter: boolean
  headerTemplate: string
  footerTemplate: string
} {
  const isOld = Number.parseInt(version, 10) < marginBoxes
  return {
    preferCSSPageSize: true,
    printBackground: true,
    displayHeaderFooter: isOld,
    headerTemplate: '<span></span>',
    footerTemplate:
      '<div style="width:100%;margin-bottom:9mm;font:14pt \'Times New Roman\',SimSun,serif;text-align:center">— <span class="pageNumber"></span> —</div>'
  }
}
