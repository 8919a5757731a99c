import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { noticeFigureSchema, type NoticeFigure } from '../../../../electron/domain/notice.ts'
import { printed } from './draft.ts'
import { CheckField, DecimalsField, ManyField, NumberField, PickField, TextField, withEntry } from './fields.tsx'
import { FilterFields } from './filter-fields.tsx'
import type { FormProps } from './form-props.ts'
import { choices } from './use-words.ts'

const measures = noticeFigureSchema.shape.measure.options
const groups = noticeFigureSchema.shape.groups.unwrap().shape
const needsGroups = (measure: NoticeFigure['measure']): boolean => measure === 'groups' || measure === 'groupNames'

/** A number of the profile's own: which objects, and what is counted of them. */
export function FigureForm({ block, onChange }: FormProps<NoticeFigure>): ReactNode {
  const { t } = useTranslation()
  const isNames = block.measure === 'names' || block.measure === 'bestNames' || block.measure === 'groupNames'
  return (
    <>
      <TextField
        label={t(($) => $.profiles.fields.figureId)}
        value={block.id}
        help={t(($) => $.profiles.figureIdHelp, { place: `{${block.id}}` })}
        onChange={(id) => onChange({ ...block, id }, 'id')}
      />
      <ManyField
        label={t(($) => $.profiles.fields.kinds)}
        values={block.kinds}
        options={choices(['site', 'account'] as const, (kind) => t(($) => $.notices.kinds[kind]))}
        onChange={(kinds) => onChange({ ...block, kinds }, null)}
      />
      <PickField
        label={t(($) => $.profiles.fields.measure)}
        value={block.measure}
        options={choices(measures, (measure) => t(($) => $.profiles.measures[measure]))}
        onChange={(measure) =>
          onChange(
            withEntry(
              { ...block, measure },
              'groups',
              needsGroups(measure) ? (block.groups ?? { by: 'stratum', where: 'any' }) : null
            ),
            null
          )
        }
      />
      {block.groups === undefined ? null : (
        <>
          <PickField
            label={t(($) => $.profiles.fields.groupBy)}
            value={block.groups.by}
            options={choices(groups.by.options, (value) => t(($) => $.profiles.groupings[value]))}
            onChange={(by) => onChange({ ...block, groups: { by, where: block.groups?.where ?? 'any' } }, null)}
          />
          <PickField
            label={t(($) => $.profiles.fields.groupsWhere)}
            value={block.groups.where}
            options={choices(groups.where.options, (value) => t(($) => $.profiles.groupsWhere[value]))}
            onChange={(where) => onChange({ ...block, groups: { by: block.groups?.by ?? 'stratum', where } }, null)}
          />
        </>
      )}
      <FilterFields filter={block.filter} onChange={(filter) => onChange({ ...block, filter }, 'filter')} />
      {isNames ? (
        <>
          <NumberField
            label={t(($) => $.profiles.fields.listLimit)}
            value={block.list?.limit ?? null}
            min={1}
            whole
            onChange={(limit) => onChange({ ...block, list: withEntry(block.list ?? {}, 'limit', limit) }, 'limit')}
          />
          <TextField
            label={t(($) => $.profiles.fields.listSuffix)}
            value={block.list?.suffix ?? ''}
            onChange={(suffix) =>
              onChange({ ...block, list: withEntry(block.list ?? {}, 'suffix', suffix === '' ? null : suffix) }, 'suffix')
            }
          />
        </>
      ) : (
        <>
          <DecimalsField
            value={block.numbers?.decimals ?? null}
            onChange={(decimals) => onChange({ ...block, numbers: withEntry(block.numbers ?? {}, 'decimals', decimals) }, null)}
          />
          <CheckField
            label={t(($) => $.profiles.fields.change)}
            value={block.change !== undefined}
            onChange={(isOn) => onChange(withEntry(block, 'change', isOn ? { unit: printed.objectUnit } : null), null)}
          />
          {block.change === undefined ? null : (
            <TextField
              label={t(($) => $.profiles.fields.changeUnit)}
              value={block.change.unit}
              onChange={(unit) => onChange({ ...block, change: { unit } }, 'unit')}
            />
          )}
        </>
      )}
    </>
  )
}
