export const calendarProcedures = {}
