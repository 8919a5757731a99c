/** 铜川市 2025年一季度市长信箱: units with letters received and answered in time, and kinds of letters with the share as printed. */
export const mailboxColumns = [
  { id: 'unit', label: '办理单位', type: 'text' },
  { id: 'received', label: '收到来信（件）', type: 'count', sum: true },
  { id: 'answered', label: '按期回复（件）', type: 'count', sum: true }
] as const
export const mailbox: readonly (readonly [string, number, number])[] = [
  ['耀州区政府', 12, 12],
  ['王益区政府', 11, 11],
  ['印台区政府', 8, 8],
  ['宜君县政府', 1, 1],
  ['市新区管委会', 46, 46],
  ['市发展改革委', 2, 2],
  ['市教育局', 2, 2],
  ['市公安局', 1, 1],
  ['市人社局', 6, 6],
  ['市自然资源局', 2, 2],
  ['市住建局', 5, 5],
  ['市交通运输局', 4, 4],
  ['市国资委', 8, 8],
  ['市市场监管局', 3, 3],
  ['市医保局', 7, 7],
  ['市城市管理执法局', 8, 8],
  ['市行政审批服务局', 1, 1],
  ['市公安局交警支队', 6, 6],
  ['市中医药发展中心', 1, 1],
  ['市残联', 1, 1],
  ['国家金融监督管理总局铜川监管分局', 3, 3],
  ['电信铜川分公司', 1, 1]
]
export const kindColumns = [
  { id: 'kind', label: '类', type: 'text' },
  { id: 'count', label: '件', type: 'count', sum: true }
] as const
export const kinds: readonly (readonly [string, number, string])[] = [
  ['住房保障', 43, '30.2'],
  ['物业服务', 17, '12.3'],
  ['道路交通', 18, '13'],
  ['生态环保', 6, '4.4'],
  ['民政救助', 1, '0.7'],
  ['劳动保障', 8, '5.9'],
  ['科教文化', 1, '0.7'],
  ['农业农村', 4, '2.9'],
  ['市场监管', 8, '5.9'],
  ['政府服务', 7, '5.2'],
  ['医疗卫生', 6, '4.4'],
  ['公共安全', 2, '1.4'],
  ['拆迁征收', 1, '0.7'],
  ['城市建设', 1, '0.7'],
  ['经济发展', 1, '0.7'],
  ['其他', 14, '10.2'],
  ['感谢信', 1, '0.7']
]
