import { MinusOutlined, PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { pageDevices } from '../../../electron/contract/pages.ts'
import { useRead } from '../../rpc/hooks.ts'
import { isWebAddress, zoomStep } from './address.ts'
import type { PageControl } from './use-page.ts'

interface Props {
  id: string
  page: PageControl
  objectKey: string
  registeredUrl: string
  onFind: () => void
}

/**
 * What is used now and then. It stands in the flow and pushes the page down: a menu over a native view would hide the very
 * page it is for.
 */
export function PageTools({ id, page, objectKey, registeredUrl, onFind }: Props): ReactNode {
  const { t } = useTranslation()
  const { state } = page
  const isOff = state === null
  const zoom = state?.zoom ?? 1
  return (
    <section id={id} className="checking-tools" aria-label={t(($) => $.pages.more)}>
      <div className="checking-row">
        <span className="quiet">{t(($) => $.pages.device)}</span>
        {pageDevices.map((device) => (
          <Button
            key={device}
            size="small"
            disabled={isOff}
            type={state?.device === device ? 'primary' : 'default'}
            aria-pressed={state?.device === device}
            title={t(($) => $.pages.devicesHelp[device])}
            onClick={() => page.setDevice(device)}
          >
            {t(($) => $.pages.devices[device])}
          </Button>
        ))}
        <Button
          size="small"
          disabled={isOff}
          type={state?.textMode === true ? 'primary' : 'default'}
          aria-pressed={state?.textMode === true}
          title={t(($) => $.pages.textModeHelp)}
          onClick={() => page.setTextMode(state?.textMode !== true)}
        >
          {t(($) => $.pages.textMode)}
        </Button>
        <span className="quiet">{t(($) => $.pages.zoom)}</span>
        <Button
          size="small"
          type="text"
          icon={<MinusOutlined />}
          disabled={isOff}
          aria-label={t(($) => $.checking.page.zoomOut)}
          title={t(($) => $.checking.page.zoomOut)}
          onClick={() => page.zoom(zoomStep(zoom, -1))}
        />
        <Button
          size="small"
          type="text"
          className="figures checking-zoom"
          disabled={isOff}
          title={t(($) => $.checking.page.zoomReset)}
          onClick={() => page.zoom(1)}
        >
          {t(($) => $.checking.page.zoom, { percent: Math.round(zoom * 100) })}
        </Button>
        <Button
          size="small"
          type="text"
          icon={<PlusOutlined />}
          disabled={isOff}
          aria-label={t(($) => $.checking.page.zoomIn)}
          title={t(($) => $.checking.page.zoomIn)}
          onClick={() => page.zoom(zoomStep(zoom, 1))}
        />
        <Button size="small" icon={<SearchOutlined />} disabled={isOff} title={t(($) => $.pages.findHelp)} onClick={onFind}>
          {t(($) => $.pages.find)}
        </Button>
      </div>
      <ColumnLinks objectKey={objectKey} registeredUrl={registeredUrl} page={page} />
    </section>
  )
}

/** The site's columns as they are registered: one press leads there. */
function ColumnLinks({ objectKey, registeredUrl, page }: Pick<Props, 'objectKey' | 'registeredUrl' | 'page'>): ReactNode {
  const { t } = useTranslation()
  const columns = (useRead('columns.list', { objectKey }).data?.columns ?? []).filter(({ url }) => isWebAddress(url))
  const isOff = page.state === null
  return (
    <nav className="checking-column-links" aria-label={t(($) => $.pages.columns)}>
      <span className="quiet">{t(($) => $.pages.columns)}</span>
      <Button size="small" type="link" disabled={isOff} title={registeredUrl} onClick={() => page.navigate(registeredUrl)}>
        {t(($) => $.pages.registered)}
      </Button>
      {columns.map(({ id, path, url }) => (
        <Button key={id} size="small" type="link" disabled={isOff} title={url} onClick={() => page.navigate(url)}>
          {path}
        </Button>
      ))}
      {columns.length === 0 ? <span className="quiet">{t(($) => $.pages.noColumns)}</span> : null}
    </nav>
  )
}
