import { useTranslation } from 'react-i18next'
import { useCurrentBatch } from '../components/current-batch.ts'

interface ScreenPlace {
  path: string
  to: string
  word: string
  /** The letter after G: the first of the Chinese name's pinyin, where no other screen has it. */
  letter: string
}

/** The screens of the rail, in the order of the work. */
export function useScreens(): ScreenPlace[] {
  const { t } = useTranslation()
  const batchId = useCurrentBatch((state) => state.batchId)
  const place = (path: string, word: string, letter: string, to = path): ScreenPlace => ({ path, to, word, letter })
  return [
    place(
      '/home',
      t(($) => $.common.rail.home),
      's'
    ),
    place(
      '/registry',
      t(($) => $.common.rail.registry),
      'm'
    ),
    place(
      '/rules',
      t(($) => $.common.rail.rules),
      'z'
    ),
    place(
      '/batches',
      t(($) => $.common.rail.batches),
      'p'
    ),
    place(
      '/checking',
      t(($) => $.common.rail.checking),
      'j',
      batchId === null ? '/checking' : `/checking/${batchId}`
    ),
    place(
      '/hints',
      t(($) => $.common.rail.hints),
      'h'
    ),
    place(
      '/notices',
      t(($) => $.common.rail.notices),
      't'
    ),
    place(
      '/exchange',
      t(($) => $.common.rail.exchange),
      'e'
    ),
    place(
      '/analysis',
      t(($) => $.common.rail.analysis),
      'f'
    ),
    place(
      '/settings',
      t(($) => $.common.rail.settings),
      'x'
    ),
    place(
      '/help',
      t(($) => $.common.rail.help),
      'b'
    )
  ]
}
