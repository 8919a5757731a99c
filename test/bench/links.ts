/**
 * `xuncha links` beside linkinator and LinkChecker: the same fixture site, the same number of requests at once, one after the
 * other in one run; then what each says of the site of traps. The others are no dependencies: linkinator comes from the registry
 * into a temporary folder, LinkChecker is Debian's; where one cannot be had, its rows say so.
 */
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { markOf, traps } from '../support/trap-site.ts'
import { median, type Figure, type Part } from './figure.ts'
import { rootDir } from './paths.ts'

const atOnce = 20
const rounds = 3
const longestMs = 600_000
const linkinatorVersion = '8.1.0'

interface Tool {
  name: string
  command(url: string): [file: string, args: string[]]
  /** Addresses it calls broken, and how many it looked at. */
  read(output: string): { checked: number; broken: string[] }
}

const ours: Tool = {
  name: 'xuncha',
  command: (url) => [
    process.execPath,
    [
      join(rootDir, 'out/main/cli.cjs'),
      'links',
      url,
      '--depth',
      '50',
      '--concurrency',
      String(atOnce),
      '--allow-loopback',
      '--json'
    ]
  ],
  read(output) {
    const { checked, dead } = JSON.parse(output) as { checked: number; dead: { url: string }[] }
    return { checked, broken: dead.map(({ url }) => url) }
  }
}

function linkinator(dir: string): Tool {
  const npm = ['i', '--prefix', dir, '--ignore-scripts', '--no-audit', '--no-fund', `linkinator@${linkinatorVersion}`]
  execFileSync('npm', npm, { stdio: 'ignore' })
  const cli = join(dir, 'node_modules/linkinator/build/src/cli.js')
  return {
    name: `linkinator ${linkinatorVersion}`,
    command: (url) => [
      process.execPath,
      [cli, url, '--recurse', '--concurrency', String(atOnce), '--format', 'json', '--verbosity', 'info', '--timeout', '60000']
    ],
    read(output) {
      const { links } = JSON.parse(output.slice(output.indexOf('{'))) as { links: { url: string; state: string }[] }
      const broken = links.filter(({ state }) => state === 'BROKEN').map(({ url }) => url)
      return { checked: new Set(links.map(({ url }) => url)).size, broken }
    }
  }
}

function linkChecker(dir: string): Tool {
  const version = execFileSync('linkchecker', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const config = join(dir, 'linkcheckerrc')
  // Its own limit on requests a second is lifted, as far as it lets itself be.
  writeFileSync(config, '[checking]\nmaxrequestspersecond=100000\n')
  chmodSync(dir, 0o755)
  return {
    name: `LinkChecker ${/[\d.]+\d/.exec(version)?.[0] ?? ''}`,
    command: (url) => [
      'linkchecker',
      ['-f', config, '-t', String(atOnce), '--check-extern', '--no-status', '-v', '-o', 'csv', url]
    ],
    read(output) {
      const lines = output.split('\n').filter((line) => /;(?:True|False);/.test(line))
      const broken = lines.filter((line) => line.includes(';False;'))
      return { checked: new Set(lines.map((line) => line.split(';')[7])).size, broken }
    }
  }
}

/** The tool itself, or why it is not shown. */
function had(name: string, get: () => Tool): Tool | string {
  try {
    return get()
  } catch (cause) {
    return `${name}: not shown (${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)})`
  }
}

async function site(kind: 'pages' | 'traps'): Promise<{ url: string; close: () => void }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'links-site.ts'), kind], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const url = await new Promise<string>((done, fail) => {
    child.stdout.once('data', (bytes: Buffer) => done(bytes.toString('utf8').trim()))
    child.once('exit', (code) => fail(new Error(`site ended with ${code}`)))
  })
  return { url, close: () => void child.kill() }
}

/**
 * Milliseconds and output; null where it did not end in time. Finding something broken is no failure. The output goes to a file:
 * linkinator ends before a pipe has taken all of it.
 */
async function timed(tool: Tool, url: string, dir: string): Promise<{ milliseconds: number; output: string } | null> {
  const [file, args] = tool.command(url)
  const path = join(dir, 'output')
  const output = openSync(path, 'w')
  const started = performance.now()
  const child = spawn(file, args, { stdio: ['ignore', output, 'ignore'], timeout: longestMs, cwd: tmpdir() })
  const code = await new Promise<number | null>((done) => {
    child.once('error', () => done(null))
    child.once('exit', (ended) => done(ended))
  })
  const milliseconds = performance.now() - started
  closeSync(output)
  return code === null ? null : { milliseconds, output: readFileSync(path, 'utf8') }
}

async function speeds(tools: readonly Tool[], dir: string): Promise<Figure[]> {
  const times = new Map<string, number[]>()
  const checked = new Map<string, number>()
  const fixture = await site('pages')
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const tool of tools) {
        const run = await timed(tool, fixture.url, dir)
        if (run === null) continue
        console.error(`  ${tool.name}: ${Math.round(run.milliseconds)} ms`)
        times.set(tool.name, [...(times.get(tool.name) ?? []), run.milliseconds])
        checked.set(tool.name, tool.read(run.output).checked)
      }
    }
  } finally {
    fixture.close()
  }
  const own = median(times.get(ours.name) ?? [])
  const others = tools.filter(({ name }) => name !== ours.name).map(({ name }) => median(times.get(name) ?? []))
  const fastest = Math.min(...others.filter((value) => !Number.isNaN(value)))
  const each = tools.map(({ name }): Figure => {
    const note = `${checked.get(name) ?? 0} addresses`
    return {
      part: 'links',
      what: `2,000 pages, 20,000 links, ${atOnce} at once: ${name}`,
      value: median(times.get(name) ?? []),
      unit: 'ms',
      note
    }
  })
  if (!Number.isFinite(fastest)) return each
  return [...each, { part: 'links', what: 'ours ÷ the faster of the others', value: own / fastest, unit: '×', aim: { most: 1 } }]
}

async function verdicts(tool: Tool, dir: string): Promise<Figure[]> {
  // A site for each: some traps answer differently the second time.
  const trapSite = await site('traps')
  try {
    const run = await timed(tool, trapSite.url, dir)
    if (run === null) return []
    const broken = new Set(tool.read(run.output).broken.map((text) => markOf(text)))
    const known = traps.filter(({ isOurs }) => isOurs !== true)
    const fooled = known.filter(({ id, expected }) => expected !== 'dead' && broken.has(id))
    const missed = known.filter(({ id, expected }) => expected === 'dead' && !broken.has(id))
    const isOwn = tool.name === ours.name
    const aim = isOwn ? { aim: { most: 0 } } : {}
    const named = (list: typeof known): string => list.map(({ id }) => id).join(', ')
    const of = `${known.length} traps, ${tool.name}`
    if (!isOwn) console.error(`  ${tool.name} fooled by: ${named(fooled)}; missed: ${named(missed)}`)
    return [
      { part: 'links', what: `false dead, ${of}`, value: fooled.length, unit: '', ...aim, note: isOwn ? named(fooled) : '' },
      { part: 'links', what: `missed dead, ${of}`, value: missed.length, unit: '', ...aim, note: isOwn ? named(missed) : '' }
    ]
  } finally {
    trapSite.close()
  }
}

export const links: Part = async () => {
  const dir = mkdtempSync(join(tmpdir(), 'xuncha-links-'))
  try {
    readFileSync(join(rootDir, 'out/main/cli.cjs'))
    const all = [ours, had('linkinator', () => linkinator(dir)), had('LinkChecker', () => linkChecker(dir))]
    for (const each of all) if (typeof each === 'string') console.error(`  ${each}`)
    const tools = all.filter((each) => typeof each !== 'string')
    const figures = await speeds(tools, dir)
    for (const tool of tools) figures.push(...(await verdicts(tool, dir)))
    return figures
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
