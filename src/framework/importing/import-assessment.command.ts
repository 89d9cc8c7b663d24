import type { Database } from '#db'
import type { Reject } from '#organisations'
import type { Ctx } from '#platform'
import { type FinancialYear, dayInLondon, financialYearOf, mayDo } from '#shared'
import { insertRatings } from '../assessment/assessment.store.ts'
import { listAssessments, standingSayings } from '../assessment/assessments.view.ts'
import { assessmentFor } from '../assessment/begin-assessment.command.ts'
import { countRatings } from '../assessment/counts.ts'
import { type Rated, type Said, findRating, sameSaying, unsaid } from '../assessment/rating.ts'
import { type Definition, inYear } from '../definition/definition.ts'
import { definitionsFor } from '../definition/definitions.view.ts'
import { lockAssessment, lockOwner } from '../stores/locks.store.ts'
import { type Place, mayChange, placeOf } from '../stores/reach.view.ts'
import { deedOf } from '../words/person.ts'
import { refuseWords } from '../words/said.ts'
import { chooseFramework } from './choose-framework.ts'
import { type Match, matchTargets } from './match-targets.ts'
import { openFile } from './open-file.step.ts'
import { type FileResult, type FileTaken, type FrameworkFile, refuseFile, rejectedFile } from './outcome.ts'
import { eachOnce } from './repeats.ts'
import { readSummary, summaryNotes } from './summary.ts'
import { type AssessmentRow, type TableRead, readTable, rowList } from './table-rows.ts'

export interface AssessmentFile extends FrameworkFile {
  readonly group: string
  /** That of today where nobody says. */
  readonly year?: FinancialYear
}

export interface AssessmentTaken extends FileTaken {
  readonly assessmentNo: number
  readonly year: FinancialYear
  readonly framework: string
  readonly version: number
}

const rejectOf = (row: AssessmentRow, column: string, value: string, message: string): Reject => ({
  sheet: row.sheet,
  row: row.number,
  column,
  value: value.slice(0, 80),
  message,
})

function cellRejects({ row }: Match): Reject[] {
  const rating =
    row.rating !== '' && findRating(row.rating) === undefined
      ? [rejectOf(row, 'rating', row.rating, 'It is no rating: write OK, Low, Med, High or Critical.')]
      : []
  const named = refuseWords(row.words, '', false)
  return named ? [...rating, rejectOf(row, 'action_or_evidence', '', named.message)] : rating
}

const unknownTarget = (row: AssessmentRow, { title, version }: Definition): Reject =>
  rejectOf(
    row,
    'target',
    row.target,
    `It is no target of level ${row.level} of “${title}”, version ${version}: ` +
      `correct its wording or its level, or write its reference, like 2.3.1.`,
  )

function placeNotes(matches: readonly Match[]): string[] {
  const guessed = matches.filter(({ by }) => by !== 'wording')
  if (guessed.length === 0) return []
  const told = guessed.slice(0, 8).map(({ row, target }) => `row ${row.number} as ${target.ref}`)
  const more = guessed.length > 8 ? ` and ${guessed.length - 8} more` : ''
  return [
    `Worded otherwise than the framework, and taken by place or likeness: ${told.join(', ')}${more}. Look at them.`,
  ]
}

function missingNotes({ targets }: Definition, matches: readonly Match[]): string[] {
  const given = new Set(matches.map(({ target }) => target.ref))
  const missing = targets.filter(({ ref }) => !given.has(ref)).map(({ ref }) => ref)
  if (missing.length === 0) return []
  const more = missing.length > 10 ? ` and ${missing.length - 10} more` : ''
  return [`The file has nothing of ${missing.slice(0, 10).join(', ')}${more}: what was said of them stays.`]
}

function emptyNotes(matches: readonly Match[]): string[] {
  const empty = matches.filter(({ row }) => row.rating === '').map(({ row }) => row.number)
  return empty.length === 0 ? [] : [`Rows ${rowList(empty)} have no rating: their targets stay unrated.`]
}

const ratedOf = ({ row, target }: Match, standing: Said | undefined): Rated => {
  const { rating: _, words: __, ...rest } = standing ?? unsaid(target.ref)
  return { ...rest, target: target.ref, rating: findRating(row.rating) ?? null, words: row.words }
}

interface Ready {
  readonly definition: Definition
  readonly matches: readonly Match[]
  readonly notes: readonly string[]
  readonly rejects: readonly Reject[]
}

type Refusal = Extract<FileResult, { ok: false }>

/** More rows than the framework has targets, and many that fit none: another version stands in the same file. */
function refuseTwoVersions(
  { title, version, targets }: Definition,
  rows: readonly AssessmentRow[],
  unmatched: readonly AssessmentRow[],
): Refusal | undefined {
  if (unmatched.length * 3 < targets.length || rows.length * 3 < targets.length * 4) return undefined
  const others = rowList(unmatched.map(({ number }) => number))
  return refuseFile(
    'two-versions',
    `The file has ${rows.length} rows for the ${targets.length} targets of “${title}”, version ${version}, ` +
      `and rows ${others} are worded by another version. ` +
      'Send a file for each version; copy the framework and change its wording where this one is not known yet.',
  )
}

/** From rows to targets, with everything that is wrong or was repaired; nothing is written yet. */
function prepare(read: TableRead, candidates: readonly Definition[]): Ready | Refusal {
  const chosen = chooseFramework(candidates, read.rows)
  if (!chosen.ok) return refuseFile(chosen.code, chosen.message)
  const definition = chosen.value
  const { matches, unmatched } = matchTargets(definition, read.rows)
  const twoVersions = refuseTwoVersions(definition, read.rows, unmatched)
  if (twoVersions) return twoVersions
  const once = eachOnce(definition, matches)
  if (once.twice !== undefined) return refuseFile('two-assessments', once.twice)
  const wrong = once.matches.filter((match) => cellRejects(match).length > 0)
  const good = once.matches.filter((match) => !wrong.includes(match))
  const said = new Map(good.map(({ row, target }) => [target.ref, { rating: findRating(row.rating) ?? null }]))
  return {
    definition,
    matches: good,
    notes: [
      ...read.notes,
      ...once.notes,
      ...placeNotes(good),
      ...emptyNotes(good),
      ...missingNotes(definition, once.matches),
      ...summaryNotes(readSummary(read.loose), countRatings(definition, said)),
    ],
    rejects: [
      ...read.rejects,
      ...unmatched.map((row) => unknownTarget(row, definition)),
      ...once.rejects,
      ...wrong.flatMap(cellRejects),
    ],
  }
}

interface ToWrite extends Ready {
  readonly place: Place
  readonly year: FinancialYear
  readonly given: AssessmentFile
  readonly rows: number
}

async function write(ctx: Ctx, tx: Database, ready: ToWrite): Promise<FileResult<AssessmentTaken>> {
  const { place, year, definition, matches, given } = ready
  await lockOwner(tx, place.owner)
  const { assessmentNo, isNew } = await assessmentFor(ctx, tx, { place, year, definition })
  await lockAssessment(tx, assessmentNo)
  const held = { ...ctx, db: tx }
  const [assessment] = await listAssessments(held, { assessmentNo })
  const standing = await standingSayings(held, assessmentNo)
  const said = matches.map((match) => ratedOf(match, standing.get(match.target.ref)))
  const changed = said.filter((each) => !sameSaying(each, standing.get(each.target) ?? unsaid(each.target)))
  if (assessment!.signedOff && changed.length > 0)
    return refuseFile(
      'signed-off',
      `The assessment of ${year} is signed off, and the file says something else of ${changed.length} targets: ` +
        `open it again first, or give another year.`,
    )
  await insertRatings(
    tx,
    changed.map(({ costPence, effortDays, target, rating, words, lead, due, link }) => ({
      assessment_no: assessmentNo,
      ...place,
      target,
      rating,
      words,
      lead,
      due,
      cost_pence: costPence,
      effort_days: effortDays,
      link,
      source: 'file' as const,
      ...deedOf(ctx.actor, ctx.clock.now()),
    })),
  )
  const recognised = changed.length === 0 && !isNew
  if (!recognised)
    await ctx.audit(tx, 'framework.import-assessment', `assessment ${assessmentNo}`, {
      group: place.owner,
      year,
      rows: ready.rows,
      changed: changed.length,
      rejected: ready.rejects.length,
    })
  return {
    ok: true,
    value: {
      kind: 'framework-assessment',
      name: given.name,
      assessmentNo,
      year,
      framework: definition.name,
      version: definition.version,
      rows: ready.rows,
      taken: matches.length,
      changed: changed.length,
      recognised,
      notes: recognised ? [...ready.notes, 'All of this was taken before: nothing was added.'] : ready.notes,
      rejects: ready.rejects,
    },
  }
}

/** The frameworks a file may be of: of those that fit equally, the one on which the year is assessed already counts. */
async function candidatesFor(ctx: Ctx, place: Place, year: FinancialYear): Promise<Definition[]> {
  const begun = await listAssessments(ctx, { owner: place.owner, year })
  const isBegun = ({ name, version }: Definition): boolean =>
    begun.some(({ definition }) => definition.name === name && definition.version === version)
  const all = (await definitionsFor(ctx, place)).map(({ definition }) => inYear(definition, year))
  return [...all.filter(isBegun), ...all.filter((each) => !isBegun(each))]
}

/**
 * Takes the table of an assessment as a group keeps it: CSV, workbook, or a document saved as text. Its targets are found by their
 * wording; ratings and actions that differ from what stands are added. The same file again adds nothing.
 */
export async function importAssessment(ctx: Ctx, given: AssessmentFile): Promise<FileResult<AssessmentTaken>> {
  const place = await placeOf(ctx, given.group)
  if (!place.ok) return refuseFile(place.code, place.message)
  if (!mayDo(ctx.scope, 'framework.assess') || !mayChange(ctx, place.value))
    return refuseFile('not-found', 'There is no group here that you may assess. Check its code.')
  const opened = await openFile(given)
  if (!opened.ok) return refuseFile(opened.code, opened.message)
  const read = readTable(given.name, opened.value.sheets)
  if (!read.ok) return refuseFile(read.code, read.message)
  const year = given.year ?? financialYearOf(dayInLondon(ctx.clock.now()))
  const ready = prepare(read.value, await candidatesFor(ctx, place.value, year))
  if ('ok' in ready) return ready
  const bad = new Set(read.value.rejects.map(({ row }) => row)).size
  const rows = read.value.rows.length + bad
  if (ready.rejects.length > 0 && (!given.acceptPartial || ready.matches.length === 0))
    return rejectedFile(given.name, rows, ready.rejects)
  return ctx.transaction((tx) => write(ctx, tx, { ...ready, place: place.value, year, given, rows }))
}
