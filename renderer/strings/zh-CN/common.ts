export const common = {
  appName: '巡查',
  disconnected: '与后台的连接断开了，正在重新连接；断开前未得到确认的操作请在连接恢复后核对',
  loading: '正在载入…',
  nothing: '暂无数据',
  retry: '重试',
  detail: '详情',
  copy: '复制',
  copied: '已复制',
  close: '关闭',
  cancel: '取消',
  grid: { rows: '共 {{rows}} 行', shown: '显示 {{shown}} 行', selected: '已选 {{selected}} 行', copyHint: 'Ctrl+C 复制为表格' }
}
