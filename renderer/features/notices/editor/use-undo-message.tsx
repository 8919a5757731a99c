import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'

/** Says what was done, with the way back for a few seconds. */
export function useUndoMessage(): (words: string, undo: () => void) => void {
  const { t } = useTranslation()
  const { message } = App.useApp()
  return (words, undo) => {
    const key = `undo-${words}`
    void message.info({
      key,
      duration: 8,
      content: (
        <>
          {words}{' '}
          <Button
            size="small"
            onClick={() => {
              undo()
              message.destroy(key)
            }}
          >
            {t(($) => $.profiles.undo)}
          </Button>
        </>
      )
    })
  }
}
