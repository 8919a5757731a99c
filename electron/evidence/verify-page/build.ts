import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'

/**
 * verify.html as one file: script and style inside, and a policy that lets nothing else run and nothing be fetched.
 * @param root the project's folder: the build configuration is bundled elsewhere, so this file does not know where it lies
 */
export async function buildVerifyPage(root: string): Promise<string> {
  const here = join(root, 'electron/evidence/verify-page')
  const bundle = await build({
    configFile: false,
    root: here,
    logLevel: 'warn',
    plugins: [shakable],
    // Browsers of office computers are old.
    build: {
      write: false,
      target: 'chrome108',
      minify: true,
      modulePreload: false,
      lib: { entry: join(here, 'page.ts'), formats: ['iife'], name: 'xunchaVerify' }
    }
  })
  const [output] = Array.isArray(bundle) ? bundle : [bundle]
  if (output === undefined || !('output' in output)) throw new TypeError('the verifier page was not built')
  // A closing tag inside a text of the script would end it for the browser.
  const script = output.output[0].code.replaceAll('</script', String.raw`<\/script`)
  const style = await readFile(join(here, 'page.css'), 'utf8')
  const policy = `default-src 'none'; script-src '${sourceHash(script)}'; style-src '${sourceHash(style)}'; base-uri 'none'; form-action 'none'`
  const parts: Readonly<Record<string, string>> = { POLICY: policy, STYLE: style, SCRIPT: script }
  const page = await readFile(join(here, 'page.html'), 'utf8')
  return page.replaceAll(/%(POLICY|STYLE|SCRIPT)%/g, (_, name: string) => parts[name] ?? '')
}

/**
 * pkijs is one file whose classes name themselves in static blocks and which starts an engine of keys when it is loaded, so
 * that none of it can be left out. Nothing here signs or encrypts: without the start, and with classes that are made only
 * where they are used, the page is a quarter smaller. Where the file looks otherwise one day, the page is large again.
 */
const shakable: Plugin = {
  name: 'shakable-pkijs',
  transform(code, id) {
    if (!id.endsWith('/pkijs/build/index.js')) return null
    const shaken = code
      .replaceAll(/^((?:var|let|const) \w+ = )(class[\s\S]*?^\})(;)/gm, '$1/* @__PURE__ */ (() => $2)()$3')
      .replace(/^initCryptoEngine\(\);$/m, '')
    return { code: shaken, map: null }
  }
}

const sourceHash = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`
