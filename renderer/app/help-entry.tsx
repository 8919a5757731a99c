import { lazy, useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { create } from 'zustand'
import { useCurrentBatch } from '../components/current-batch.ts'
import { useReportFailure } from '../components/failure.tsx'
import { useGuide } from '../components/guide.ts'
import { keyMap } from '../features/checking/keys.ts'
import { refreshRead, useWrite } from '../rpc/hooks.ts'
import { helpPageFor } from './help-page-for.ts'

export const loadHelp = async () => ({ default: (await import('../features/help/help-screen.tsx')).HelpScreen })
const HelpScreen = lazy(loadHelp)

/** Where F1 was pressed; nothing when help was opened from the rail. */
const useOrigin = create<{ from: string | null }>(() => ({ from: null }))

/** F1 opens the page about the screen one is at, and leads back from there. */
export function useHelpKey(): void {
  const [location, go] = useLocation()
  const { from } = useOrigin()
  const isInHelp = location.startsWith('/help')
  useEffect(() => {
    if (!isInHelp) useOrigin.setState({ from: null })
  }, [isInHelp])
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F1' || event.isComposing || event.ctrlKey || event.altKey || event.shiftKey || event.metaKey) return
      // The browser's own help is not what is wanted, not even from a dialog that must be closed first.
      event.preventDefault()
      if (event.repeat || document.querySelector('dialog[open], [role="dialog"]') !== null) return
      if (isInHelp) return void (from !== null && go(from))
      useOrigin.setState({ from: location })
      go(`/help/${helpPageFor(location)}`)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [location, go, isInHelp, from])
}

interface Props {
  pageId: string
  section: number
}

/** 帮助 joined with what it tells of: the keys of checking, and the guide on the sample. */
export function HelpEntry({ pageId, section }: Props): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const report = useReportFailure()
  const { from } = useOrigin()
  const choose = useCurrentBatch((state) => state.choose)
  const startGuide = useGuide((state) => state.start)
  const openSample = useWrite('workspace.openSample')
  const start = (): void =>
    openSample.mutate(
      {},
      {
        onError: report,
        onSuccess: async ({ batchId }) => {
          await refreshRead('batches.list')
          choose(batchId)
          startGuide(batchId)
          go(`/checking/${batchId}`)
        }
      }
    )
  return (
    <HelpScreen
      pageId={pageId}
      section={section}
      keys={keyMap.map((line) => ({ shown: line.shown, word: t(($) => $.checking.keys.action[line.action]) }))}
      guide={{ isStarting: openSample.isPending, start }}
      onBack={from === null ? null : () => go(from)}
    />
  )
}
