import type { packs as chinese } from '../zh-CN/packs.ts'

export const packs: typeof chinese = {
  title: 'Word packs',
  help: 'Words looked for in page texts: misspellings, sensitive wording, gambling terms. A hit is only a hint for a person to judge',
  list: 'Word packs',
  columns: {
    name: 'Name',
    version: 'Version',
    on: 'On',
    misspelt: 'Misspelt',
    sensitive: 'Sensitive',
    gambling: 'Gambling',
    acts: 'Actions'
  },
  origin: { shipped: 'Shipped', office: 'Office' },
  importedBy: 'Imported by {{by}}, {{at}}',
  switch: 'Turn on “{{name}}”',
  import: 'Import a pack',
  importHelp:
    '.xlsx, .csv or .json. Above the header one row each for 名称, 版本 and 来源; columns: 词, 类别, 正确写法, 允许语境 (parted by ；), 说明',
  remove: 'Remove',
  removeSure: 'Remove “{{name}}”?',
  removeHelp:
    'The {{n}} words of {{version}} are no longer looked for. Hints and findings stay; a shipped pack of the same name, if any, is in use again.',
  removed: 'Removed “{{name}}”',
  commit: 'Import',
  cancel: 'Cancel',
  preview: '“{{file}}”: {{name}} {{version}}, {{misspelt}} misspelt, {{sensitive}} sensitive, {{gambling}} gambling',
  isNew: 'Source: {{source}}. There is no pack of this name yet.',
  replaces: {
    shipped:
      'Source: {{source}}. Takes the place of the shipped version {{version}}: {{added}} added, {{changed}} changed, {{removed}} removed.',
    office:
      'Source: {{source}}. Takes the place of the office’s version {{version}}: {{added}} added, {{changed}} changed, {{removed}} removed.'
  },
  imported: 'Imported “{{name}}”',
  try: {
    title: 'Try a text',
    help: 'Paste a text to see what would be found; nothing is written',
    label: 'Text to try',
    placeholder: 'Paste a text here',
    by: 'Packs to use',
    on: 'All packs that are on',
    previewed: 'The pack just read, not imported yet',
    none: 'Nothing found',
    hits: '{{hits}} found, {{allowed}} more allowed by their context',
    result: 'Where words were found',
    better: 'should be “{{better}}”',
    allowedBy: 'right in “{{text}}”'
  },
  words: {
    title: 'Words of “{{name}}”',
    search: 'Find a word',
    count: '{{n}} words',
    first: '{{n}} words, the first {{shown}} shown',
    columns: { word: 'Word', kind: 'Kind', better: 'Right writing', allowed: 'Allowed in', note: 'Note' }
  },
  kind: { misspelt: 'Misspelt', sensitive: 'Sensitive', gambling: 'Gambling' }
}
