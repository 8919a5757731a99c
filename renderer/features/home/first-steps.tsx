import { ExperimentOutlined, ImportOutlined, NodeIndexOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'

/** The first screen of an empty workspace: try it, or start with one's own registry. */
export function FirstSteps({ onSample, isOpening }: { onSample: () => void; isOpening: boolean }): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  return (
    <div className="first-steps">
      <section className="panel first-step">
        <ExperimentOutlined className="first-icon" aria-hidden />
        <h2>{t(($) => $.home.sample)}</h2>
        <p className="quiet">{t(($) => $.home.sampleHelp)}</p>
        <Button type="primary" size="large" onClick={onSample} loading={isOpening}>
          {isOpening ? t(($) => $.home.sampleOpening) : t(($) => $.home.sample)}
        </Button>
      </section>
      <section className="panel first-step">
        <ImportOutlined className="first-icon" aria-hidden />
        <h2>{t(($) => $.home.import)}</h2>
        <p className="quiet">{t(($) => $.home.importHelp)}</p>
        <Button size="large" onClick={() => go('/registry/import')}>
          {t(($) => $.home.import)}
        </Button>
      </section>
      <section className="panel first-step">
        <NodeIndexOutlined className="first-icon" aria-hidden />
        <h2>{t(($) => $.home.create)}</h2>
        <p className="quiet">
          {t(($) => $.home.createHelp)}
          <br />
          {t(($) => $.home.createNeedsRegistry)}
        </p>
        <Button size="large" disabled>
          {t(($) => $.home.create)}
        </Button>
      </section>
    </div>
  )
}
