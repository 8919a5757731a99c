import type { Standing } from '../../../electron/domain/overview-model.ts'

export interface Palette {
  text: string
  quiet: string
  line: string
  panel: string
  /** Of the word on the bar. */
  onBar: string
  accent: string
  /** Of the pattern over the colour. */
  pattern: string
  standing: Record<Standing, string>
}

export const lightPalette: Palette = {
  text: '#1f2328',
  quiet: '#57606a',
  line: '#d9dce1',
  panel: '#ffffff',
  onBar: '#1f2328',
  accent: '#7aa7e0',
  pattern: 'rgba(0,0,0,0.16)',
  standing: {
    waiting: '#dfe3e8',
    'in-progress': '#8db6ea',
    unsettled: '#c3a4e6',
    pass: '#8fcf9d',
    problems: '#f2cd6c',
    fail: '#f0938c'
  }
}
export const darkPalette: Palette = {
  text: '#e4e6e9',
  quiet: '#a9b0b8',
  line: '#3a3d42',
  panel: '#1f1f1f',
  onBar: '#ffffff',
  accent: '#2f5f9f',
  pattern: 'rgba(255,255,255,0.22)',
  standing: {
    waiting: '#4a4f56',
    'in-progress': '#2c5aa0',
    unsettled: '#6f4a9c',
    pass: '#2c6b3d',
    problems: '#7a5a12',
    fail: '#9c3a34'
  }
}
