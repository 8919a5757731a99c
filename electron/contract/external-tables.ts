export const externalTableProcedures = {}
