import { changeLanguage, t, use } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { batches as batchesEn } from './en/batches.ts'
import { checking as checkingEn } from './en/checking.ts'
import { common as commonEn } from './en/common.ts'
import { columns as columnsEn } from './en/columns.ts'
import { home as homeEn } from './en/home.ts'
import { notices as noticesEn } from './en/notices.ts'
import { phrases as phrasesEn } from './en/phrases.ts'
import { profiles as profilesEn } from './en/profiles.ts'
import { registry as registryEn } from './en/registry.ts'
import { rules as rulesEn } from './en/rules.ts'
import { settings as settingsEn } from './en/settings.ts'
import { batches } from './zh-CN/batches.ts'
import { checking } from './zh-CN/checking.ts'
import { common } from './zh-CN/common.ts'
import { columns } from './zh-CN/columns.ts'
import { home } from './zh-CN/home.ts'
import { notices } from './zh-CN/notices.ts'
import { phrases } from './zh-CN/phrases.ts'
import { profiles } from './zh-CN/profiles.ts'
import { registry } from './zh-CN/registry.ts'
import { rules } from './zh-CN/rules.ts'
import { settings } from './zh-CN/settings.ts'

export const zhCN = { batches, checking, common, columns, home, notices, phrases, profiles, registry, rules, settings }
export const en = {
  batches: batchesEn,
  checking: checkingEn,
  common: commonEn,
  columns: columnsEn,
  home: homeEn,
  notices: noticesEn,
  phrases: phrasesEn,
  profiles: profilesEn,
  registry: registryEn,
  rules: rulesEn,
  settings: settingsEn
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

export async function setLanguage(language: Language): Promise<void> {
  globalThis.localStorage?.setItem(storageKey, language)
  await changeLanguage(language)
  document.documentElement.lang = language
}

/** Resources are in the bundle, so this is done before the first paint. */
export async function startStrings(): Promise<void> {
  await use(initReactI18next).init({
    lng: storedLanguage(),
    fallbackLng: 'zh-CN',
    defaultNS: 'app',
    ns: ['app'],
    resources: { 'zh-CN': { app: zhCN }, en: { app: en } },
    // React escapes; a second escape would show &quot; in names.
    interpolation: { escapeValue: false }
  })
  document.documentElement.lang = storedLanguage()
}

/** For code outside components. */
export const text = t
