import i18next, { changeLanguage, t, use } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { analysis } from './zh-CN/analysis.ts'
import { annotate } from './zh-CN/annotate.ts'
import { batches } from './zh-CN/batches.ts'
import { capture } from './zh-CN/capture.ts'
import { checking } from './zh-CN/checking.ts'
import { common } from './zh-CN/common.ts'
import { columns } from './zh-CN/columns.ts'
import { exchange } from './zh-CN/exchange.ts'
import { guide } from './zh-CN/guide.ts'
import { help } from './zh-CN/help.ts'
import { desk } from './zh-CN/desk.ts'
import { hints } from './zh-CN/hints.ts'
import { home } from './zh-CN/home.ts'
import { notices } from './zh-CN/notices.ts'
import { pages } from './zh-CN/pages.ts'
import { phrases } from './zh-CN/phrases.ts'
import { profiles } from './zh-CN/profiles.ts'
import { registry } from './zh-CN/registry.ts'
import { rules } from './zh-CN/rules.ts'
import { settings } from './zh-CN/settings.ts'
import { side } from './zh-CN/side.ts'
import { compare } from './zh-CN/compare.ts'
import { packs } from './zh-CN/packs.ts'
import { watch } from './zh-CN/watch.ts'
import { work } from './zh-CN/work.ts'

export const zhCN = {
  analysis,
  annotate,
  batches,
  capture,
  checking,
  common,
  columns,
  desk,
  exchange,
  guide,
  help,
  hints,
  home,
  notices,
  pages,
  phrases,
  profiles,
  registry,
  rules,
  settings,
  side,
  packs,
  watch,
  work,
  compare
}

export type Language = 'zh-CN' | 'en'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: { app: typeof zhCN }
    enableSelector: 'optimize'
  }
}

const storageKey = 'xuncha.language'

function storedLanguage(): Language {
  return globalThis.localStorage?.getItem(storageKey) === 'en' ? 'en' : 'zh-CN'
}

/** Chinese is in the first file of the program, English comes when it is asked for. */
async function fetchStrings(language: Language): Promise<void> {
  if (language === 'en') i18next.addResourceBundle('en', 'app', (await import('./english.ts')).en)
}

export async function setLanguage(language: Language): Promise<void> {
  globalThis.localStorage?.setItem(storageKey, language)
  await fetchStrings(language)
  await changeLanguage(language)
  document.documentElement.lang = language
}

/** On this machine and small, so this is done before the first paint. */
export async function startStrings(): Promise<void> {
  await use(initReactI18next).init({
    lng: storedLanguage(),
    fallbackLng: 'zh-CN',
    defaultNS: 'app',
    ns: ['app'],
    resources: { 'zh-CN': { app: zhCN } },
    // React escapes; a second escape would show &quot; in names.
    interpolation: { escapeValue: false }
  })
  await fetchStrings(storedLanguage())
  document.documentElement.lang = storedLanguage()
}

/** For code outside components. */
export const text = t
