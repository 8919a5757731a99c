import { pageProcedures } from '../contract/pages.ts'
import { XunchaError } from '../domain/errors.ts'
import type { BackendContext, Feature } from './context.ts'

/** Stub until the pages land. */
export function pagesFeature(_ctx: BackendContext): Feature<keyof typeof pageProcedures> {
  const refuse = (): never => {
    throw new XunchaError('no-browser', '本机没有可用的浏览器；请安装 Chromium、Edge 或 Chrome 后重试。')
  }
  return {
    handlers: Object.fromEntries(Object.keys(pageProcedures).map((name) => [name, refuse])) as Record<
      keyof typeof pageProcedures,
      () => never
    >
  }
}
