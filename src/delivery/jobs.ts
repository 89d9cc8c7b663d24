import { type JobHandler } from '#platform'

/** What the server's worker can do, gathered from the rooms. */
export const jobs: readonly JobHandler[] = []
