import { SwapOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Output } from '../../../electron/contract/index.ts'
import { EmptyState, Loaded, Screen } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'
import { DiffTable } from './diff-table.tsx'
import { RulesTabs } from './rules-tabs.tsx'

/** Two editions side by side; which ones stands in the route, so that a comparison can be gone back to. */
export function DiffScreen({ from, to }: { from: string; to: string }): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const list = useRead('catalogues.list', {})
  const choose = (a: string, b: string): void => go(`/rules/diff/${a || '-'}/${b}`, { replace: true })
  const first = from === '-' ? '' : from
  return (
    <Screen title={t(($) => $.rules.diff.title)} help={t(($) => $.rules.diff.help)} layout="fill">
      <div className="rules-bar">
        <RulesTabs active="diff" />
      </div>
      <Loaded read={list}>
        {({ catalogues }) => (
          <>
            <div className="rules-bar">
              <EditionSelect
                catalogues={catalogues}
                label={t(($) => $.rules.diff.from)}
                value={first}
                onChange={(id) => choose(id, to)}
              />
              <Button icon={<SwapOutlined aria-hidden />} disabled={first === '' || to === ''} onClick={() => choose(to, first)}>
                {t(($) => $.rules.diff.swap)}
              </Button>
              <EditionSelect
                catalogues={catalogues}
                label={t(($) => $.rules.diff.to)}
                value={to}
                onChange={(id) => choose(first, id)}
              />
            </div>
            {first === '' || to === '' ? (
              <EmptyState title={t(($) => $.rules.diff.pick)} />
            ) : first === to ? (
              <EmptyState title={t(($) => $.rules.diff.sameBoth)} />
            ) : (
              <Differences from={first} to={to} />
            )}
          </>
        )}
      </Loaded>
    </Screen>
  )
}

interface EditionSelectProps {
  catalogues: Output<'catalogues.list'>['catalogues']
  label: string
  value: string
  onChange: (id: string) => void
}

export function EditionSelect({ catalogues, label, value, onChange }: EditionSelectProps): ReactNode {
  const { t } = useTranslation()
  return (
    <label className="rules-edition-select">
      <span>{label}</span>
      <Select<string>
        aria-label={label}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t(($) => $.rules.diff.choose)}
        {...(value === '' ? {} : { value })}
        options={catalogues.map(({ id, title, region }) => ({
          value: id,
          label: region === null ? title : `${title}（${region}）`
        }))}
        onChange={onChange}
      />
    </label>
  )
}

function Differences({ from, to }: { from: string; to: string }): ReactNode {
  const diff = useRead('catalogues.diff', { from, to })
  return <Loaded read={diff}>{({ differences }) => <DiffTable id="rules-diff" differences={differences} />}</Loaded>
}
