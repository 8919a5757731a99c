import { XunchaError } from '../domain/errors.ts'

/**
 * What the tables of one file may hold together. One long text may stand in a million cells and take no room in the file;
 * a registry of 100,000 rows has 2 million cells and 20 million characters.
 */
export const cellLimit = 4_000_000
export const textLimit = 40_000_000

export function tooManyCells(file: string): XunchaError {
  const message = `文件“${file}”的内容过大（最多 400 万个单元格、4000 万字）；请删去多余的行列，或分成几个文件导入。`
  return new XunchaError('file-too-large', message)
}
