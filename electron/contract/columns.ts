export const columnProcedures = {}
