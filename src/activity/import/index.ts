export { acceptedFiles } from './imports/accepted-files.view.ts'
export { countedLines, currentActivity, monthsWithActivity } from './imports/current-activity.view.ts'
export type { CurrentActivity, ImportSeen, LakeFile, Snapshot } from './imports/import.ts'
