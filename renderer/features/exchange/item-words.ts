import { useTranslation } from 'react-i18next'
import type { ConflictRow, ConflictVersion, Said } from '../../../electron/contract/conflicts.ts'

type Item = Pick<ConflictRow, 'topic' | 'objectKey' | 'objectName' | 'indicator'>

/** What a conflict is about: the object, and what of it. */
export function useItemWords(): (item: Item) => { object: string; item: string } {
  const { t } = useTranslation()
  return ({ topic, objectKey, objectName, indicator }) => ({
    object: objectName ?? (objectKey === null ? t(($) => $.exchange.inbox.batchWide) : t(($) => $.exchange.inbox.unknownObject)),
    item: [t(($) => $.exchange.inbox.topic[topic]), ...(indicator === null ? [] : [`${indicator.id} ${indicator.title}`])].join(
      ' · '
    )
  })
}

/** A version's value in plain words. */
export function useSaidWords(): (said: Said) => string {
  const { t } = useTranslation()
  return (said) => {
    switch (said.as) {
      case 'none':
        return t(($) => $.exchange.inbox.said.none)
      case 'verdict':
        return t(($) => $.checking.verdict[said.verdict])
      case 'state': {
        const { state } = said
        return state === 'inspected' ? t(($) => $.exchange.inbox.said.inspected) : t(($) => $.checking.state[state])
      }
      case 'presence':
        return said.isThere ? t(($) => $.exchange.inbox.said.there) : t(($) => $.exchange.inbox.said.withdrawn)
      case 'count':
        return t(($) => $.exchange.inbox.said.count, { n: said.count })
      case 'text':
        return said.text === '' ? t(($) => $.exchange.inbox.said.empty) : said.text
      case 'edition':
        return said.title === ''
          ? t(($) => $.exchange.inbox.said.editionSame, { n: said.decisions })
          : t(($) => $.exchange.inbox.said.edition, { title: said.title, n: said.decisions })
      case 'hint': {
        const what = t(($) => $.exchange.inbox.said.hint[said.state])
        return said.reason === null ? what : t(($) => $.exchange.inbox.said.because, { what, reason: said.reason })
      }
    }
  }
}

/** Who said it, and on which computer. */
export function useWhoWords(): (version: Pick<ConflictVersion, 'author' | 'device' | 'deviceName' | 'isOwn'>) => string {
  const { t } = useTranslation()
  return ({ author, device, deviceName, isOwn }) =>
    t(($) => $.exchange.inbox.by, {
      author,
      device: isOwn
        ? t(($) => $.exchange.inbox.own)
        : (deviceName ?? t(($) => $.exchange.merge.thisDevice, { device: device.slice(-8) }))
    })
}
