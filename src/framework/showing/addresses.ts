const part = encodeURIComponent

const query = (values: Readonly<Record<string, string | number | undefined>>): string => {
  const given = Object.entries(values).flatMap(([key, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[key, String(value)]],
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

export const frameworkAddress = '/framework'
export const groupAddress = (group: string, assessment?: number): string =>
  `/framework/groups/${part(group)}${query({ assessment })}`
export const targetsAddress = (
  group: string,
  assessment?: number,
  narrowed: Record<string, string | number> = {},
): string => `/framework/groups/${part(group)}/targets${query({ assessment, ...narrowed })}`
export const targetPath = (group: string, target: string): string =>
  `/framework/groups/${part(group)}/targets/${part(target)}`
export const targetAddress = (group: string, target: string, assessment?: number): string =>
  `${targetPath(group, target)}${query({ assessment })}`
export const dilemmaAddress = (group: string, assessment?: number): string =>
  `/framework/groups/${part(group)}/dilemma${query({ assessment })}`
export const responsibilitiesAddress = (group: string): string => `/framework/groups/${part(group)}/responsibilities`
export const commitmentsAddress = (practice: string): string =>
  `/framework/practices/${part(practice)}/responsibilities`
export const registersAddress = '/framework/registers'
export const registerAddress = (register: string, narrowed: Record<string, string> = {}): string =>
  `/framework/registers${query({ register, ...narrowed })}`
export const filesAddress = '/framework/files'
export const definitionsAddress = '/framework/definitions'
/** What ships belongs to nobody. */
export const nobody = 'shipped'
export const definitionAddress = (owner: string | null, name: string, version?: number): string =>
  `/framework/definitions/${part(owner ?? nobody)}/${part(name)}${query({ version })}`
