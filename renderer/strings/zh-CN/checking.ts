export const checking = { title: '检查' }
