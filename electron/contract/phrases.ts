export const phraseProcedures = {}
