import {
  ArrowLeftOutlined,
  ArrowRightOutlined,
  CameraOutlined,
  CloseOutlined,
  EllipsisOutlined,
  EyeOutlined,
  ReloadOutlined,
  ScissorOutlined
} from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { displayUrl } from '../../../electron/domain/host-display.ts'
import { shownAddress, typedAddress } from './address.ts'
import type { PageControl } from './use-page.ts'

interface Props {
  page: PageControl
  registeredUrl: string | null
  onCapture: (mode: 'visible' | 'whole') => void
  onFrame: () => void
  onHelp: () => void
  /** Id of the tools' panel, and whether it stands open. */
  tools: { id: string; isOpen: boolean; toggle: () => void }
}

/** Back, forward, reload, address, capture, and the way to the rest. Icons carry their word as name and tooltip. */
export function PageToolbar({ page, registeredUrl, onCapture, onFrame, onHelp, tools }: Props): ReactNode {
  const { t } = useTranslation()
  const { state } = page
  const isLoading = state?.loading === true
  const address = state === null ? (registeredUrl ?? '') : shownAddress(state)
  return (
    <div className="checking-toolbar" role="toolbar" aria-label={t(($) => $.checking.pane.page)}>
      <Tool
        label={t(($) => $.checking.page.back)}
        icon={<ArrowLeftOutlined />}
        isOff={state?.canGoBack !== true}
        onClick={page.back}
      />
      <Tool
        label={t(($) => $.checking.page.forward)}
        icon={<ArrowRightOutlined />}
        isOff={state?.canGoForward !== true}
        onClick={page.forward}
      />
      {isLoading ? (
        <Tool label={t(($) => $.checking.page.stop)} icon={<CloseOutlined />} isOff={false} onClick={page.stop} />
      ) : (
        <Tool label={t(($) => $.checking.page.reload)} icon={<ReloadOutlined />} isOff={state === null} onClick={page.reload} />
      )}
      <AddressBar key={address} url={address} isOff={state === null} onGo={page.navigate} />
      <Button
        size="small"
        icon={<CameraOutlined />}
        disabled={state === null}
        loading={page.isCapturing}
        aria-label={t(($) => $.checking.page.captureWhole)}
        title={t(($) => $.checking.page.captureWholeHelp)}
        onClick={() => onCapture('whole')}
      >
        <span className="page-word">{t(($) => $.checking.page.captureWhole)}</span>
      </Button>
      <Button
        size="small"
        icon={<EyeOutlined />}
        disabled={state === null || page.isCapturing}
        aria-label={t(($) => $.checking.page.captureVisible)}
        title={t(($) => $.checking.page.captureVisibleHelp)}
        onClick={() => onCapture('visible')}
      >
        <span className="page-word">{t(($) => $.checking.page.captureVisible)}</span>
      </Button>
      <Button
        size="small"
        icon={<ScissorOutlined />}
        disabled={state === null || page.isCapturing}
        aria-label={t(($) => $.capture.region.button)}
        title={t(($) => $.capture.region.buttonHelp)}
        onClick={onFrame}
      />
      <Button
        size="small"
        type="text"
        icon={<EllipsisOutlined />}
        aria-label={t(($) => $.pages.more)}
        aria-expanded={tools.isOpen}
        aria-controls={tools.id}
        title={t(($) => $.pages.moreHelp)}
        onClick={tools.toggle}
      />
      <Button
        size="small"
        type="text"
        aria-label={t(($) => $.checking.keys.help)}
        title={t(($) => $.checking.keys.help)}
        onClick={onHelp}
      >
        ?
      </Button>
    </div>
  )
}

interface ToolProps {
  label: string
  icon: ReactNode
  isOff: boolean
  onClick: () => void
}

function Tool({ label, icon, isOff, onClick }: ToolProps): ReactNode {
  return <Button size="small" type="text" icon={icon} aria-label={label} title={label} disabled={isOff} onClick={onClick} />
}

/** Shows where the page is; Enter goes where was typed, Escape takes the typing back. Keyed by address, so a navigation renews it. */
function AddressBar({ url: full, isOff, onGo }: { url: string; isOff: boolean; onGo: (url: string) => void }): ReactNode {
  const { t } = useTranslation()
  const url = displayUrl(full)
  const [typed, setTyped] = useState(url)
  const [isBad, setBad] = useState(false)
  const change = (text: string): void => {
    setTyped(text)
    setBad(false)
  }
  return (
    <form
      className="checking-grow checking-address"
      onSubmit={(event) => {
        event.preventDefault()
        const address = typedAddress(typed)
        setBad(address === null)
        if (address !== null) onGo(address)
      }}
    >
      <Input
        size="small"
        value={typed}
        disabled={isOff}
        spellCheck={false}
        inputMode="url"
        {...(isBad ? { status: 'error' as const } : {})}
        aria-invalid={isBad}
        aria-label={t(($) => $.checking.page.address)}
        title={isBad ? t(($) => $.checking.page.badAddress) : full}
        onFocus={(event) => event.target.select()}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) change(url)
        }}
      />
      {isBad ? (
        <span className="checking-fault" role="alert">
          {t(($) => $.checking.page.badAddress)}
        </span>
      ) : null}
    </form>
  )
}
