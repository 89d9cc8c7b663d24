const part = encodeURIComponent

export const indicatorsAddress = (owner?: string): string =>
  owner === undefined ? '/indicators' : `/indicators?owner=${part(owner)}`
export const indicatorAddress = (indicatorNo: number): string => `/indicators/${indicatorNo}`
export const newIndicatorAddress = (owner: string): string => `/indicators/new?owner=${part(owner)}`
export const importAddress = (owner: string): string => `/indicators/import?owner=${part(owner)}`
export const lessonsAddress = '/lessons'
export const newLessonAddress = '/lessons/new'
export const lessonAddress = (lessonNo: number): string => `/lessons/${lessonNo}`
export const driftListAddress = (owner?: string): string =>
  owner === undefined ? '/drift' : `/drift?owner=${part(owner)}`
export const driftAddress = (driftNo: number): string => `/drift/${driftNo}`
