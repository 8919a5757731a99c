export const wordTemplateProcedures = {}
