export const packs = {
  title: '词库',
  help: '检查页面文字时用的词：错别字、敏感表述、博彩词；命中只是线索，由人判断',
  list: '词库',
  columns: { name: '名称', version: '版本', on: '启用', misspelt: '错别字', sensitive: '敏感', gambling: '博彩', acts: '操作' },
  origin: { shipped: '随程序', office: '本单位' },
  importedBy: '{{by}} 于 {{at}} 导入',
  switch: '启用“{{name}}”',
  import: '导入词库',
  importHelp:
    '.xlsx、.csv 或 .json。表头上方各占一行写明名称、版本、来源；列：词、类别（错别字、敏感、博彩）、正确写法、允许语境（几个之间用；隔开）、说明',
  remove: '删除',
  removeSure: '删除“{{name}}”？',
  removeHelp: '{{version}}的 {{n}} 个词不再用于检查；已有的线索和问题不变，随程序附带的同名词库（如有）恢复使用',
  removed: '已删除“{{name}}”',
  commit: '确认导入',
  cancel: '取消',
  preview: '“{{file}}”：{{name}} {{version}}，错别字 {{misspelt}} 个，敏感 {{sensitive}} 个，博彩 {{gambling}} 个',
  isNew: '来源：{{source}}。还没有同名的词库。',
  replaces: {
    shipped: '来源：{{source}}。将代替随程序附带的 {{version}} 版：增加 {{added}} 个，改动 {{changed}} 个，减少 {{removed}} 个。',
    office: '来源：{{source}}。将代替本单位的 {{version}} 版：增加 {{added}} 个，改动 {{changed}} 个，减少 {{removed}} 个。'
  },
  imported: '已导入“{{name}}”',
  try: {
    title: '试一段文字',
    help: '粘贴一段文字，看会命中什么；不写入任何内容',
    label: '要试的文字',
    placeholder: '例：请用帐号和密码登录',
    by: '用哪些词库',
    on: '全部启用的词库',
    previewed: '刚读入、还没导入的词库',
    none: '没有命中',
    hits: '命中 {{hits}} 处，另有 {{allowed}} 处在允许语境中',
    result: '命中的位置',
    better: '应为“{{better}}”',
    allowedBy: '在“{{text}}”中不算'
  },
  words: {
    title: '“{{name}}”的词',
    search: '找词',
    count: '共 {{n}} 个',
    first: '共 {{n}} 个，只列前 {{shown}} 个',
    columns: { word: '词', kind: '类别', better: '正确写法', allowed: '允许语境', note: '说明' }
  },
  kind: { misspelt: '错别字', sensitive: '敏感', gambling: '博彩' }
}
