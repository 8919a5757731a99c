export const checking = { title: 'Checking' }
