/** Where a click on the message page's one button leads; main catches it before it is loaded. */
export const restartPath = '/restart'

/** A page without script for the moments when there is no backend: what happened, and one way on. */
export function messagePage(message: string, canRestart: boolean): string {
  const button = canRestart ? `<p><a href="${restartPath}">重新启动后台</a></p>` : '<p class="hint">可以关闭这个窗口。</p>'
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>巡查</title><meta name="color-scheme" content="light dark">
<style>
  body { font: 16px/1.7 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; display: grid; place-items: center; min-height: 90vh; margin: 0 }
  main { max-width: 36em; padding: 0 2em }
  a { display: inline-block; padding: .3em 1.2em; border: 1px solid; border-radius: 4px; text-decoration: none }
  .hint { opacity: .7 }
</style></head>
<body><main role="alert"><h1>巡查</h1><p>${escapeHtml(message)}</p>${button}</main></body>
</html>`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
