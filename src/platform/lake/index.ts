export type { Lake, LakeBuilder, LakeBuildOptions, LakeRow, LakeValue } from './lake.ts'
export { lakeFiles } from './lake-files.ts'
export { openBuilder } from './open-builder.ts'
export { openLake } from './open-lake.ts'
