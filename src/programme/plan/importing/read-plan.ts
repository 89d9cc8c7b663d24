import { type PlainDate, findPatientData } from '#shared'
import type { PlanPolicy } from '../policy/plan-policy.ts'
import { readTimescale } from '../timescale/read-timescale.ts'
import type { PlanRow } from './plan-rows.ts'
import { type ReferredRow, repairRefs } from './repair-refs.ts'

/** Why a row cannot be taken: its number, its column, what stands there, and what to do. */
export interface PlanReject {
  readonly row: number
  readonly column: string
  readonly value: string
  readonly problem: string
}

/** A row that can be taken, with the days that its columns or its timescale name. */
export interface ReadRow {
  readonly row: number
  readonly section: string
  readonly ref: string
  readonly refAsWritten: string
  readonly objective: string
  readonly leadsText: string
  readonly timescaleText: string
  readonly start: PlainDate | null
  readonly due: PlainDate | null
  readonly daysAre: 'read' | 'typed'
  /** References of what it waits for. */
  readonly waitsFor: readonly string[]
  readonly notes: readonly string[]
}

type Written = Pick<PolicyLimits, 'longest_objective' | 'longest_words'>
type PolicyLimits = PlanPolicy

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

function faultsOf(row: PlanRow, limits: Written): PlanReject[] {
  const fields = {
    objective: row.objective,
    lead: row.lead,
    timescale: row.timescale,
    section: row.section,
    ref: row.ref,
  }
  const faults: PlanReject[] = []
  for (const [column, text] of Object.entries(fields)) {
    const most = column === 'objective' ? limits.longest_objective : limits.longest_words
    if (findPatientData(text).length > 0)
      faults.push({
        row: row.row,
        column,
        value: '',
        problem: 'It holds what looks like an NHS number or a date of birth: take it out.',
      })
    else if (text.length > most)
      faults.push({
        row: row.row,
        column,
        value: shorten(text),
        problem: `It has ${text.length} characters: at most ${most} are kept.`,
      })
  }
  if (row.objective === '')
    faults.push({
      row: row.row,
      column: 'objective',
      value: '',
      problem: `${row.ref} has no objective: say what is to be done, or take the row out.`,
    })
  return faults
}

/** Days in columns of their own go before those that a timescale names. */
function daysOf({ start, due, timescale }: PlanRow) {
  const [first, last, said] = [readTimescale(start), readTimescale(due), readTimescale(timescale)]
  const isTyped = first.start !== null || last.due !== null
  const problems = [...first.problems, ...last.problems, ...said.problems]
  const unread = [...first.unread, ...last.unread, ...said.unread].filter(
    (words) => !problems.some((problem) => problem.includes(words)),
  )
  const days = isTyped
    ? { start: first.start, due: last.due, daysAre: 'typed' as const }
    : { start: said.start, due: said.due, daysAre: 'read' as const }
  const notes = [
    ...problems.map((problem) => `Its days: ${problem}.`),
    ...unread.map((words) => `Of its timescale “${words}” could not be read, and was kept as it is.`),
  ]
  if (days.start !== null && days.due !== null && days.due < days.start)
    return {
      days: { ...days, due: null },
      notes: [...notes, `It would end on ${days.due}, before it begins: no last day was taken.`],
    }
  return { days, notes }
}

const refsIn = (text: string): string[] =>
  text
    .replaceAll(/\s+/g, ' ')
    .split(/[,;]| and /i)
    .map((ref) => ref.trim())
    .filter((ref) => ref !== '')

function readRow(row: ReferredRow): ReadRow {
  const { days, notes } = daysOf(row)
  const noLead = row.lead === '' ? ['Nobody is named who leads on it.'] : []
  const noTime = row.timescale === '' && row.start === '' && row.due === '' ? ['No timescale is named.'] : []
  return {
    row: row.row,
    section: row.section,
    ref: row.ref,
    refAsWritten: row.refAsWritten,
    objective: row.objective,
    leadsText: row.lead,
    timescaleText: row.timescale,
    ...days,
    waitsFor: refsIn(row.waitsFor),
    notes: [...row.notes, ...notes, ...noLead, ...noTime],
  }
}

/** The rows of a plan that can be taken, with their references repaired and their days read, and those that cannot. */
export function readPlan(rows: readonly PlanRow[], limits: Written): { taken: ReadRow[]; rejects: PlanReject[] } {
  const rejects = rows.flatMap((row) => faultsOf(row, limits))
  const bad = new Set(rejects.map(({ row }) => row))
  return { taken: repairRefs(rows.filter(({ row }) => !bad.has(row))).map(readRow), rejects }
}
