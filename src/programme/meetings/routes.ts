import type { Route } from '#ui'
import { actionsRoutes } from './showing/actions.page.tsx'
import { attendanceRoutes } from './showing/attendance.page.tsx'
import { bodiesRoutes } from './showing/bodies.page.tsx'
import { bodyRoutes } from './showing/body.page.tsx'
import { calendarRoutes } from './showing/calendar.page.tsx'
import { electionsRoutes } from './showing/elections.page.tsx'
import { itemRoutes } from './showing/item.page.tsx'
import { meetingRoutes } from './showing/meeting.page.tsx'
import { meetingsRoutes } from './showing/meetings.page.tsx'
import { minutesRoutes } from './showing/minutes.page.tsx'
import { packRoutes } from './showing/pack.page.tsx'

export { operations } from './showing/meetings.api.ts'

/** Fixed addresses go before those with a number. */
export const routes: readonly Route[] = [
  ...meetingsRoutes,
  ...bodiesRoutes,
  ...bodyRoutes,
  ...electionsRoutes,
  ...actionsRoutes,
  ...calendarRoutes,
  ...itemRoutes,
  ...attendanceRoutes,
  ...minutesRoutes,
  ...packRoutes,
  ...meetingRoutes,
]
