/**
 * Features of the browser that are off, as one switch: of several the browser obeys the last, so that what playwright-core
 * turns off stands here again.
 */
const features = [
  // playwright-core 1.65.1. HttpsUpgrades would show https where the registry says http.
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
  // The address bar nobody sees loads two pages of its own into every window: 1 s of a laptop's time for each page.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup'
]

export const disabledFeatures = `--disable-features=${features.join(',')}`
