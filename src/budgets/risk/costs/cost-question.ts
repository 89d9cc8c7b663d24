import type { Month } from '#shared'
import type { Exclusion } from '../policy/risk-policy.ts'

/** Which activity is looked at: of which months, by which points of delivery, and without what. */
export interface CostQuestion {
  readonly commissioner: string
  readonly months: readonly Month[]
  /** The points of delivery of the covered lines. */
  readonly pods: readonly string[]
  readonly exclusions: readonly Exclusion[]
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

const oneOf = (column: string, codes: readonly string[]): string =>
  codes.length === 0 ? 'false' : `${column} IN (${codes.map(quoted).join(', ')})`

export const quotedCodes = (codes: readonly string[]): string => `[${codes.map(quoted).join(', ')}]::VARCHAR[]`

/** The condition that keeps the lines of the covered points of delivery. */
export const coveredSql = ({ pods }: Pick<CostQuestion, 'pods'>): string => oneOf('l.pod', pods)

const columns = { hrg: 'l.hrg', pod: 'l.pod', service: 'l.service_code', specialty: 'l.tfc' } as const

/** HRGs and services are named by how their code begins: `LD` leaves out `LD01A` and all its like. */
const exclusionSql = ({ kind, code }: Exclusion): string =>
  kind === 'hrg' || kind === 'service'
    ? `starts_with(${columns[kind]}, ${quoted(code)})`
    : `${columns[kind]} = ${quoted(code)}`

/** The condition that finds what is excluded; a code that a line does not have excludes nothing. */
export const excludedSql = ({ exclusions }: Pick<CostQuestion, 'exclusions'>): string =>
  exclusions.length === 0
    ? 'false'
    : `(${exclusions.map((each) => `coalesce(${exclusionSql(each)}, false)`).join(' OR ')})`

/** Lines of one patient are one event; or those of one stay, where it has a number of its own. */
export const eventSql = {
  patients: "coalesce('p' || l.patient::VARCHAR, l.provider || ' ' || l.line_id)",
  admissions: "l.provider || ' ' || coalesce('s' || l.spell_id, l.line_id)",
} as const
export type EventKind = keyof typeof eventSql
