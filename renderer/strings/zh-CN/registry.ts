export const registry = { title: '名录' }
