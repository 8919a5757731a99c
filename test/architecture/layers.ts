/**
 * Who may import whom. Every row says why, and what to do instead: the test prints it with the culprit.
 * `files` and `may` are path prefixes from the project's root, or package names; `electron/domain/` includes its children.
 */
export interface Layer {
  files: string
  may: readonly string[]
  why: string
}

const anyNode = 'node:'

export const layers: readonly Layer[] = [
  {
    files: 'electron/domain/',
    may: ['electron/domain/', 'zod'],
    why: 'the domain is pure, so that a rule can be tested in five lines and gives the same answer everywhere: pass clock, ids, hashes in as ports'
  },
  {
    files: 'electron/contract/',
    may: ['electron/contract/', 'electron/domain/', 'zod'],
    why: 'both sides of the wire read the contract: it may hold schemas and types, nothing that runs'
  },
  {
    files: 'electron/events/',
    may: ['electron/events/', 'electron/domain/', 'zod'],
    why: 'events turn into rows by pure functions, or a rebuild could differ from the first run'
  },
  {
    files: 'electron/merge/',
    may: ['electron/merge/', 'electron/events/', 'electron/domain/', 'zod'],
    why: 'what becomes of the work of many laptops is a pure function of the events, or two of them would not agree'
  },
  {
    files: 'electron/capture/in-page/',
    may: [],
    why: 'these functions are sent to the page as text: an outer name would not exist there'
  },
  {
    files: 'electron/capture/',
    may: [
      'electron/capture/',
      'electron/domain/',
      'electron/mhtml/',
      'electron/png/',
      'devtools-protocol',
      'parse5',
      '@napi-rs/image',
      anyNode
    ],
    why: 'capture collects facts over CDP and never judges, stores or knows its shell'
  },
  {
    files: 'electron/crawl/',
    may: ['electron/crawl/', 'electron/capture/', 'electron/domain/', 'undici', 'robots-parser', 'htmlparser2', anyNode],
    why: 'the only user of the HTTP client: it asks politely and hands on bytes and facts, and never judges or stores'
  },
  {
    files: 'electron/judge/',
    may: ['electron/judge/', 'electron/domain/'],
    why: 'a check is pure: facts in, outcome out, the time is a fact; so that each is tested in five lines'
  },
  {
    files: 'electron/intake/',
    may: ['electron/intake/', 'electron/domain/', 'electron/zip/', 'hucre', 'csv-parse', anyNode],
    why: 'intake reads foreign files into raw rows: what they mean is decided in the domain'
  },
  {
    files: 'electron/sample/',
    may: ['electron/sample/', 'electron/domain/', anyNode],
    why: 'the sample sites stand for the outside world: they know nothing of the workbench'
  },
  {
    files: 'electron/mhtml/',
    may: ['electron/mhtml/', anyNode],
    why: 'the parts of a saved page are read alike by capture and evidence, which do not know each other'
  },
  {
    files: 'electron/png/',
    may: ['electron/png/', anyNode],
    why: 'the bytes of PNG files are written alike by capture and evidence, which do not know each other'
  },
  {
    files: 'electron/zip/',
    may: ['electron/zip/', anyNode],
    why: 'archives are opened with the same distrust by all who read them; what is in them is another matter'
  },
  {
    files: 'electron/disk/',
    may: ['electron/disk/', anyNode],
    why: 'whoever writes a file that must be whole or not there does it the same way'
  },
  {
    files: 'electron/evidence/verify-page/',
    may: ['electron/evidence/', 'electron/domain/', '@noble/curves', '@noble/hashes', 'asn1js', 'pkijs', 'zod', 'vite', anyNode],
    why: 'the page that lies in every package: the same verifier, in plain JavaScript, and how the build makes one file of it'
  },
  {
    files: 'electron/evidence/',
    may: [
      'electron/evidence/',
      'electron/disk/',
      'electron/domain/',
      'electron/mhtml/',
      'electron/png/',
      'electron/zip/',
      '@napi-rs/image',
      'pixelmatch',
      'pkijs',
      'asn1js',
      'warcio',
      'yazl',
      'zod',
      anyNode
    ],
    why: 'evidence on disk is kept apart from the database that points to it'
  },
  {
    files: 'electron/export/',
    may: [
      'electron/export/',
      'electron/disk/',
      'electron/domain/',
      'electron/zip/',
      'docx',
      // Fills the office's own Word template: looks up names and repeats rows, runs no code of the template.
      'easy-template-x',
      'hucre',
      'csv-stringify',
      'iconv-lite',
      'qrcode-generator',
      'yauzl',
      'yazl',
      'zod',
      anyNode
    ],
    why: 'an export writes a finished model: a query here would make a number that nobody checked'
  },
  {
    files: 'electron/backend/',
    may: [
      'electron/backend/',
      'electron/disk/',
      'electron/domain/',
      'electron/contract/',
      'electron/capture/',
      'electron/crawl/',
      'electron/judge/',
      'electron/events/',
      'electron/merge/',
      'electron/evidence/',
      'electron/export/',
      'electron/intake/',
      'electron/sample/',
      'db/',
      'birpc',
      'pino',
      'pinyin-pro',
      'uuid',
      'zod',
      anyNode
    ],
    why: 'use cases run in every host: what needs a shell, a browser or SQL is handed in or asked of db/'
  },
  {
    files: 'electron/hosts/electron/',
    may: [
      'electron/hosts/electron/',
      'electron/backend/',
      'electron/contract/',
      'electron/capture/',
      'electron/domain/',
      'electron',
      'birpc',
      'pino',
      'uuid',
      'devtools-protocol',
      anyNode
    ],
    why: 'the only user of electron; one host never leans on another'
  },
  {
    files: 'electron/hosts/chromium/',
    may: ['electron/hosts/chromium/', 'electron/capture/', 'electron/domain/', 'playwright-core', 'devtools-protocol', anyNode],
    why: 'the only user of playwright-core: pages for the hosts that have no browser of their own'
  },
  {
    files: 'electron/hosts/browser/',
    may: [
      'electron/hosts/browser/',
      'electron/hosts/chromium/',
      'electron/backend/',
      'electron/contract/',
      'electron/capture/',
      'electron/domain/',
      'ws',
      'birpc',
      'pino',
      'uuid',
      anyNode
    ],
    why: 'the only user of ws; one host never leans on another'
  },
  {
    files: 'electron/hosts/cli/',
    may: [
      'electron/hosts/cli/',
      'electron/hosts/chromium/',
      'electron/hosts/browser/',
      'electron/crawl/',
      'electron/judge/',
      'electron/backend/',
      'electron/contract/',
      'electron/capture/',
      'electron/domain/',
      'pino',
      'uuid',
      anyNode
    ],
    why: 'the command starts the same backend without a screen; `serve` and `start` start the browser host'
  },
  {
    files: 'db/',
    may: ['db/', 'electron/domain/', 'electron/events/', 'electron/merge/', 'drizzle-orm', 'better-sqlite3', anyNode],
    why: 'the only user of SQLite; it applies what events/ computed and knows no use case'
  },
  {
    files: 'renderer/rpc/',
    may: ['renderer/rpc/', 'electron/contract/', 'electron/domain/', 'birpc', 'react', '@tanstack/react-query', 'zod'],
    why: 'the one door to the backend'
  },
  {
    files: 'renderer/strings/',
    may: ['renderer/strings/', 'i18next', 'react-i18next', 'react', '@ag-grid-community/locale', 'antd'],
    why: 'texts only'
  },
  {
    files: 'renderer/components/',
    may: [
      'renderer/components/',
      'renderer/strings/',
      'renderer/styles/',
      'electron/domain/',
      'electron/contract/',
      'react',
      'react-dom',
      'react-i18next',
      'antd',
      '@ant-design/icons',
      'ag-grid-react',
      'ag-grid-community',
      '@ag-grid-community/locale',
      'pinyin-pro',
      'zustand'
    ],
    why: 'shared parts know no feature and no backend call'
  },
  {
    files: 'renderer/app/',
    may: [
      'renderer/app/',
      'renderer/features/',
      'renderer/rpc/',
      'renderer/components/',
      'renderer/strings/',
      'renderer/styles/',
      'electron/contract/',
      'electron/domain/',
      'react',
      'react-dom',
      'react-i18next',
      'i18next',
      'antd',
      '@ant-design/icons',
      '@tanstack/react-query',
      'wouter',
      'zod',
      'zustand'
    ],
    why: 'the shell puts the features together'
  }
]

/** What a feature of the renderer may import besides its own folder; another feature never. */
export const featureMay: readonly string[] = [
  'renderer/rpc/',
  'renderer/components/',
  'renderer/strings/',
  'renderer/styles/',
  'electron/contract/',
  'electron/domain/',
  'react',
  'react-dom',
  'react-i18next',
  'antd',
  '@ant-design/icons',
  '@tanstack/react-query',
  'ag-grid-community',
  'echarts',
  'tinykeys',
  'zustand',
  'wouter'
]

/** Packages with one owner: a driver that can be swapped in one place. */
export const soleUsers: readonly { package: string; owner: string; why: string }[] = [
  { package: 'better-sqlite3', owner: 'db/', why: 'the database driver is swapped in one place' },
  { package: 'drizzle-orm', owner: 'db/', why: 'queries live with their schema' },
  { package: 'playwright-core', owner: 'electron/hosts/chromium/', why: 'pages are reached through PageDriver' },
  { package: 'electron', owner: 'electron/hosts/electron/', why: 'the shell is known in one place' },
  { package: 'ws', owner: 'electron/hosts/browser/', why: 'the socket belongs to the browser host' },
  {
    package: 'echarts',
    owner: 'renderer/features/analysis/',
    why: 'charts are a screen of their own: the first screen stays light'
  },
  { package: 'docx', owner: 'electron/export/', why: 'documents are written from a checked model' },
  { package: 'easy-template-x', owner: 'electron/export/', why: 'templates are filled from a checked model' }
]

/** Globals the pure layers may not touch, with the way out. */
export const impureNames: readonly { files: string; pattern: RegExp; why: string }[] = [
  { files: 'electron/domain/', pattern: /\bDate\.now\s*\(|\bnew Date\s*\(\s*\)/, why: 'ask the Clock port for the time' },
  { files: 'electron/domain/', pattern: /\bMath\.random\s*\(/, why: 'chance comes from the seed alone' },
  { files: 'electron/domain/', pattern: /\bprocess\.|\bglobalThis\.(process|fetch)/, why: 'the domain runs in the renderer too' },
  {
    files: 'electron/merge/',
    pattern: /\bDate\.now\s*\(|\bnew Date\s*\(|\bDate\.parse\s*\(|\bMath\.random\s*\(/,
    why: 'no clock decides what a merge makes of the events'
  },
  {
    files: 'electron/events/',
    pattern: /\bDate\.now\s*\(|\bnew Date\s*\(\s*\)|\bMath\.random\s*\(/,
    why: 'a rebuild must give the same rows'
  }
]
