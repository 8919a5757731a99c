export const notices = { title: '通报' }
