export const whatIfProcedures = {}
