import { sql } from '#db'
import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { type PlainDate, dayInLondon, monthOf } from '#shared'
import {
  type AgainstTarget,
  type Figure,
  type Indicator,
  type Rebase,
  againstTarget,
  chartOf,
} from '../model/indicator.ts'
import { indicatorPolicy } from '../policy/indicator-policy.view.ts'
import type { Assurance, Meaning } from '../spc/index.ts'

export type Asking = Pick<Ctx, 'db' | 'scope' | 'actor' | 'clock'>

export interface IndicatorsQuestion {
  readonly owner?: string
  readonly indicatorNo?: number
}

type Head = Omit<Indicator, 'figures' | 'rebases'>

async function headsOf({ db }: Asking, owners: readonly string[], indicatorNo?: number): Promise<Head[]> {
  const { rows } = await sql<Head>`
    SELECT DISTINCT ON (v.indicator_no) v.indicator_no AS "indicatorNo", v.owner, i.code, v.version, v.title, v.kind, v.unit, v.direction,
           v.target_micro AS target, v.tolerance_micro AS tolerance, v.holder, v.role_no AS "roleNo", v.source, v.is_closed AS "isClosed",
           v.actor AS "changedBy"
      FROM indicators.indicator_version AS v JOIN indicators.indicator AS i USING (indicator_no)
     WHERE v.owner = ANY (${owners}::text[]) AND (${indicatorNo ?? null}::integer IS NULL OR v.indicator_no = ${indicatorNo ?? null})
     ORDER BY v.indicator_no, v.version DESC`.execute(db)
  return rows
}

async function figuresOf({ db }: Asking, numbers: readonly number[]): Promise<(Figure & { indicatorNo: number })[]> {
  const { rows } = await sql<Omit<Figure, 'value'> & { value: number | null; indicatorNo: number }>`
    SELECT DISTINCT ON (f.indicator_no, f.month) f.indicator_no AS "indicatorNo", f.month, f.value_micro AS value, f.source, f.actor, f.at
      FROM indicators.figure AS f WHERE f.indicator_no = ANY (${numbers}::integer[])
     ORDER BY f.indicator_no, f.month, f.figure_no DESC`.execute(db)
  return rows.flatMap(({ value, ...row }) => (value === null ? [] : [{ ...row, value }]))
}

async function rebasesOf({ db }: Asking, numbers: readonly number[]): Promise<(Rebase & { indicatorNo: number })[]> {
  const { rows } = await sql<Rebase & { indicatorNo: number; event: 'set' | 'dropped' }>`
    SELECT DISTINCT ON (r.indicator_no, r.month) r.indicator_no AS "indicatorNo", r.month, r.event, r.words, r.actor
      FROM indicators.rebase AS r WHERE r.indicator_no = ANY (${numbers}::integer[])
     ORDER BY r.indicator_no, r.month, r.rebase_no DESC`.execute(db)
  return rows.filter(({ event }) => event === 'set')
}

/** Indicators with their figures, by kind and title, within what the asker sees. */
export async function listIndicators(asking: Asking, question: IndicatorsQuestion = {}): Promise<Indicator[]> {
  const seen = (await ownersFor(asking)).seen.map(({ code }) => code)
  const owners = question.owner === undefined ? seen : seen.filter((code) => code === question.owner)
  if (owners.length === 0) return []
  const heads = await headsOf(asking, owners, question.indicatorNo)
  const numbers = heads.map(({ indicatorNo }) => indicatorNo)
  const [figures, rebases] = [await figuresOf(asking, numbers), await rebasesOf(asking, numbers)]
  const own = <Of extends { indicatorNo: number }>(all: readonly Of[], indicatorNo: number): Of[] =>
    all.filter((each) => each.indicatorNo === indicatorNo)
  return heads
    .map((head) => ({ ...head, figures: own(figures, head.indicatorNo), rebases: own(rebases, head.indicatorNo) }))
    .toSorted((a, b) => (`${a.kind} ${a.title}`.toLowerCase() < `${b.kind} ${b.title}`.toLowerCase() ? -1 : 1))
}

export const findIndicator = async (asking: Asking, indicatorNo: number): Promise<Indicator | undefined> =>
  (await listIndicators(asking, { indicatorNo }))[0]

/** How an indicator stands on a day: its latest figure of a month that began, its target, and what its chart says. */
export interface IndicatorStanding {
  readonly indicator: Indicator
  readonly latest: Figure | undefined
  readonly against: AgainstTarget | undefined
  readonly variation: Meaning | undefined
  readonly assurance: Assurance | undefined
}

const upTo = (indicator: Indicator, on: PlainDate): Indicator => ({
  ...indicator,
  figures: indicator.figures.filter(({ month }) => month <= monthOf(on)),
})

export function standingOf(indicator: Indicator, on: PlainDate): IndicatorStanding {
  const known = upTo(indicator, on)
  const latest = known.figures.at(-1)
  const { variation, assurance, limits } = chartOf(known, indicatorPolicy())
  return {
    indicator: known,
    latest,
    against: latest && againstTarget(indicator, latest.value),
    variation: limits ? variation : undefined,
    assurance,
  }
}

/** How the indicators of an owner stand on a day; those that are closed are left out. */
export async function indicatorStandings(
  asking: Asking,
  { owner, on = dayInLondon(asking.clock.now()) }: { owner?: string; on?: PlainDate },
): Promise<IndicatorStanding[]> {
  const indicators = await listIndicators(asking, owner === undefined ? {} : { owner })
  return indicators.filter(({ isClosed }) => !isClosed).map((indicator) => standingOf(indicator, on))
}
