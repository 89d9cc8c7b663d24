export const meetingsAddress = '/meetings'
export const newMeetingAddress = '/meetings/new'
export const bodiesAddress = '/meetings/bodies'
export const newBodyAddress = '/meetings/bodies/new'
export const actionsAddress = '/meetings/actions'
export const calendarAddress = '/meetings/calendar'
export const bodyAddress = (bodyNo: number, part?: string): string =>
  `${bodiesAddress}/${bodyNo}${part === undefined ? '' : `/${part}`}`
export const meetingAddress = (meetingNo: number, part?: string): string =>
  `${meetingsAddress}/${meetingNo}${part === undefined ? '' : `/${part}`}`
export const itemAddress = (itemNo: number, part?: string): string =>
  `/meetings/items/${itemNo}${part === undefined ? '' : `/${part}`}`
export const actionAddress = (actionNo: number): string => `${actionsAddress}/${actionNo}`
export const electionAddress = (electionNo: number, part?: string): string =>
  `/meetings/elections/${electionNo}${part === undefined ? '' : `/${part}`}`
export const feedAddress = (secret: string): string => `/calendars/${secret}`
