export const batches = { title: '批次' }
