import type { ColDef } from 'ag-grid-community'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectKind, PlacedObject } from '../../../electron/domain/registry.ts'

export const codeOf = (object: PlacedObject): string => object.siteCode ?? object.accountId ?? ''

/** The ids of the columns are those that `registry.page` sorts by. */
export function useRegistryColumns(kind: ObjectKind): ColDef<PlacedObject>[] {
  const { t } = useTranslation()
  return useMemo(() => {
    const yesNo = (value: boolean): string => t(($) => (value ? $.registry.columns.yes : $.registry.columns.no))
    const shared: ColDef<PlacedObject>[] = [
      { colId: 'name', headerName: t(($) => $.registry.columns.name), field: 'name', flex: 4, minWidth: 220 },
      {
        colId: 'code',
        headerName: t(($) => $.registry.columns.code),
        valueGetter: ({ data }) => (data === undefined ? '' : codeOf(data)),
        width: kind === 'site' ? 104 : 150,
        cellClass: 'mono'
      },
      { colId: 'stratum', headerName: t(($) => $.registry.columns.stratum), field: 'stratum', width: 92 },
      { colId: 'unit', headerName: t(($) => $.registry.columns.unit), field: 'unit', flex: 3, minWidth: 150 }
    ]
    const own: ColDef<PlacedObject>[] =
      kind === 'site'
        ? [
            { colId: 'url', headerName: t(($) => $.registry.columns.url), field: 'url', flex: 2, minWidth: 120 },
            {
              colId: 'portal',
              headerName: t(($) => $.registry.columns.portal),
              valueGetter: ({ data }) => (data === undefined ? '' : yesNo(data.isPortal)),
              width: 56
            },
            {
              colId: 'service',
              headerName: t(($) => $.registry.columns.service),
              valueGetter: ({ data }) => (data === undefined ? '' : yesNo(data.hasService)),
              width: 78
            }
          ]
        : [{ colId: 'platform', headerName: t(($) => $.registry.columns.platform), field: 'platform', width: 100 }]
    return [
      ...shared,
      ...own,
      { colId: 'unitClass', headerName: t(($) => $.registry.columns.unitClass), field: 'unitClass', width: 86 },
      { colId: 'status', headerName: t(($) => $.registry.columns.status), field: 'status', width: 70 }
    ]
  }, [t, kind])
}
