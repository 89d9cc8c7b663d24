import type { JobHandler } from '#platform'
import { activityJob } from './import-activity.command.ts'

/** What the server's worker does for this room. */
export const jobs: readonly JobHandler[] = [activityJob]
