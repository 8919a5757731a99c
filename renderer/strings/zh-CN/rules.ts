export const rules = {
  title: '指标',
  help: '国家版与地方细则：查看、比较、修改'
}
