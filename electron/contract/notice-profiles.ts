export const noticeProfileProcedures = {}
