import { QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider, theme } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useEffect, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { useIsDark } from '../components/appearance.ts'
import { styleNonce } from '../components/style-nonce.ts'
import { queryClient } from '../rpc/hooks.ts'
import { Shell } from './shell.tsx'

const font = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', system-ui, sans-serif"

/** The compact algorithm shrinks text with the boxes; nothing here stands under 12 px. */
const readable: typeof theme.compactAlgorithm = (seed, map) => {
  const base = map ?? theme.compactAlgorithm(seed)
  return {
    ...base,
    fontSize: 13,
    fontSizeSM: 12,
    fontSizeLG: 14,
    lineHeight: 20 / 13,
    lineHeightSM: 20 / 12,
    lineHeightLG: 22 / 14,
    fontHeight: 20
  }
}

/** The document is one file in every host, so the route lives in the hash. */
const routing = { hook: useHashLocation }

/** Locale, theme, data and routes around the shell. */
export function App(): ReactNode {
  const { i18n } = useTranslation()
  const isDark = useIsDark()
  useEffect(() => {
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
  }, [isDark])
  const themeConfig = useMemo(
    () => ({
      algorithm: isDark ? [theme.darkAlgorithm, theme.compactAlgorithm, readable] : [theme.compactAlgorithm, readable],
      token: {
        colorPrimary: isDark ? '#6ea3ef' : '#1554ad',
        colorInfo: isDark ? '#6ea3ef' : '#1554ad',
        colorLink: isDark ? '#8ab6f5' : '#1554ad',
        // Quiet text must reach 4.5 : 1 on the layout's grey too.
        colorTextSecondary: isDark ? 'rgba(255,255,255,0.72)' : 'rgba(0,0,0,0.68)',
        colorTextTertiary: isDark ? 'rgba(255,255,255,0.65)' : 'rgba(0,0,0,0.62)',
        colorTextPlaceholder: isDark ? 'rgba(255,255,255,0.58)' : 'rgba(0,0,0,0.56)',
        borderRadius: 4,
        fontFamily: font,
        motion: false
      },
      // The track of an unchosen segment must show on the ground as well as on a panel.
      components: {
        // White on the light accent of the dark theme is 3.3 : 1.
        Button: isDark ? { primaryColor: '#0c1626' } : {},
        Segmented: { trackBg: isDark ? '#2c2f33' : '#e2e5e9' }
      }
    }),
    [isDark]
  )
  return (
    <ConfigProvider
      locale={i18n.language === 'en' ? enUS : zhCN}
      theme={themeConfig}
      csp={{ nonce: styleNonce }}
      modal={{ mask: { blur: false } }}
      drawer={{ mask: { blur: false } }}
      button={{ autoInsertSpace: false }}
    >
      <AntApp className="app" message={{ top: 4 }} notification={{ placement: 'bottomLeft' }}>
        <QueryClientProvider client={queryClient}>
          <Router {...routing}>
            <Shell />
          </Router>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  )
}
