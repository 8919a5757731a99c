import { Alert, App, Button, Popconfirm, Space, Switch } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { asFailure, FailureAlert, useReportFailure, type Failure } from '../../components/failure.tsx'
import { formatInstant } from '../../components/format.ts'
import { Loaded, Screen, ScrollPane } from '../../components/screen.tsx'
import { rpc } from '../../rpc/client.ts'
import { useRead } from '../../rpc/hooks.ts'
import { uploadFile } from '../../rpc/upload.ts'
import { FaultTable } from './fault-table.tsx'
import { RulesTabs } from './rules-tabs.tsx'
import { WordPackTrial } from './word-pack-trial.tsx'
import { WordPackWords } from './word-pack-words.tsx'
import './word-packs.css'

type Pack = Output<'wordPacks.list'>['packs'][number]
type Preview = Output<'wordPacks.preview'>

/** 词库: packs with their switches, the import of one, its words, and a trial of a text. */
export function WordPacksScreen(): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const report = useReportFailure()
  const list = useRead('wordPacks.list', {})
  const input = useRef<HTMLInputElement>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)

  const act = async (work: () => Promise<void>, failed: (error: unknown) => void): Promise<void> => {
    setBusy(true)
    try {
      await work()
    } catch (error) {
      failed(error)
    }
    setBusy(false)
  }
  const read = (file: File): Promise<void> => {
    setFailure(null)
    setPreview(null)
    return act(
      async () => {
        const uploadId = await uploadFile(rpc, file, () => undefined)
        setPreview(await rpc.call('wordPacks.preview', { source: { uploadId } }))
      },
      (error) => setFailure(asFailure(error))
    )
  }
  const commit = (previewId: string): Promise<void> =>
    act(async () => {
      const { name } = await rpc.call('wordPacks.commit', { previewId })
      setPreview(null)
      setChosen(name)
      void message.success(t(($) => $.packs.imported, { name }))
    }, report)
  const turn = (name: string, isOn: boolean): Promise<void> =>
    act(async () => void (await rpc.call('wordPacks.switch', { name, isOn })), report)
  const remove = (name: string): Promise<void> =>
    act(async () => {
      await rpc.call('wordPacks.remove', { name })
      if (chosen === name) setChosen(null)
      void message.success(t(($) => $.packs.removed, { name }))
    }, report)

  return (
    <Screen
      title={t(($) => $.packs.title)}
      help={t(($) => $.packs.help)}
      layout="fill"
      actions={
        <Button type="primary" loading={isBusy} onClick={() => input.current?.click()}>
          {t(($) => $.packs.import)}
        </Button>
      }
    >
      <div className="rules-bar">
        <RulesTabs active="terms" />
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx,.csv,.json"
        data-testid="word-pack-file"
        aria-label={t(($) => $.packs.import)}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file !== undefined) void read(file)
          event.target.value = ''
        }}
      />
      <div className="pack-columns">
        <ScrollPane className="pack-column" label={t(($) => $.packs.list)}>
          {failure === null ? null : <Refusal failure={failure} />}
          {preview === null ? null : (
            <Alert
              type="info"
              title={t(($) => $.packs.preview, { ...preview.counts, ...preview })}
              description={<PreviewText preview={preview} />}
              action={
                <Space orientation="vertical">
                  <Button size="small" type="primary" loading={isBusy} onClick={() => void commit(preview.previewId)}>
                    {t(($) => $.packs.commit)}
                  </Button>
                  <Button size="small" onClick={() => setPreview(null)}>
                    {t(($) => $.packs.cancel)}
                  </Button>
                </Space>
              }
            />
          )}
          <Loaded read={list}>
            {({ packs }) => {
              const shown = chosen ?? packs[0]?.name ?? null
              return (
                <>
                  <PackTable
                    packs={packs}
                    chosen={shown}
                    isBusy={isBusy}
                    onChoose={setChosen}
                    onTurn={(name, isOn) => void turn(name, isOn)}
                    onRemove={(name) => void remove(name)}
                  />
                  {shown === null ? null : <WordPackWords key={shown} name={shown} />}
                </>
              )
            }}
          </Loaded>
        </ScrollPane>
        <WordPackTrial previewId={preview?.previewId ?? null} packs={(list.data?.packs ?? []).map(({ name }) => name)} />
      </div>
    </Screen>
  )
}

function Refusal({ failure }: { failure: Failure }): ReactNode {
  const { faults = [] } = failure
  return (
    <>
      <FailureAlert error={failure} />
      {faults.length === 0 ? null : <FaultTable faults={faults} />}
    </>
  )
}

function PreviewText({ preview: { source, replaces } }: { preview: Preview }): ReactNode {
  const { t } = useTranslation()
  return replaces === null
    ? t(($) => $.packs.isNew, { source })
    : t(($) => $.packs.replaces[replaces.origin], { source, ...replaces })
}

interface PackTableProps {
  packs: readonly Pack[]
  chosen: string | null
  isBusy: boolean
  onChoose: (name: string) => void
  onTurn: (name: string, isOn: boolean) => void
  onRemove: (name: string) => void
}

const counted = ['misspelt', 'sensitive', 'gambling'] as const
const wordsIn = ({ counts }: Pack): number => counted.reduce((sum, kind) => sum + counts[kind], 0)

function PackTable({ packs, chosen, isBusy, onChoose, onTurn, onRemove }: PackTableProps): ReactNode {
  const { t } = useTranslation()
  return (
    <section className="panel" aria-label={t(($) => $.packs.list)}>
      <table className="figure-table pack-table">
        <thead>
          <tr>
            <th scope="col">{t(($) => $.packs.columns.on)}</th>
            <th scope="col">{t(($) => $.packs.columns.name)}</th>
            <th scope="col">{t(($) => $.packs.columns.version)}</th>
            {counted.map((kind) => (
              <th key={kind} scope="col" className="num">
                {t(($) => $.packs.columns[kind])}
              </th>
            ))}
            <th scope="col">
              <span className="pack-unseen">{t(($) => $.packs.columns.acts)}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {packs.map((pack) => (
            <tr key={pack.name} className={pack.name === chosen ? 'pack-chosen' : undefined}>
              <td>
                <Switch
                  size="small"
                  checked={pack.isOn}
                  disabled={isBusy}
                  aria-label={t(($) => $.packs.switch, { name: pack.name })}
                  onChange={(isOn) => onTurn(pack.name, isOn)}
                />
              </td>
              <th scope="row">
                <Button
                  type="link"
                  size="small"
                  className="pack-name"
                  aria-pressed={pack.name === chosen}
                  onClick={() => onChoose(pack.name)}
                >
                  {pack.name}
                </Button>
                <div className="quiet pack-source">
                  {t(($) => $.packs.origin[pack.origin])} · {pack.source}
                  {pack.imported === null
                    ? null
                    : ` · ${t(($) => $.packs.importedBy, { by: pack.imported.by, at: formatInstant(pack.imported.at) })}`}
                </div>
              </th>
              <td className="figures">{pack.version}</td>
              {counted.map((kind) => (
                <td key={kind} className="num">
                  {pack.counts[kind]}
                </td>
              ))}
              <td>
                {pack.origin === 'office' ? (
                  <Popconfirm
                    title={t(($) => $.packs.removeSure, { name: pack.name })}
                    description={t(($) => $.packs.removeHelp, { version: pack.version, n: wordsIn(pack) })}
                    okText={t(($) => $.packs.remove)}
                    placement="leftTop"
                    onConfirm={() => onRemove(pack.name)}
                  >
                    <Button size="small" type="text" disabled={isBusy}>
                      {t(($) => $.packs.remove)}
                    </Button>
                  </Popconfirm>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet pack-help">{t(($) => $.packs.importHelp)}</p>
    </section>
  )
}
