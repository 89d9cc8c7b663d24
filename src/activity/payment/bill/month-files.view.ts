import { type CurrentActivity, currentActivity } from '#activity/import'
import { type PricedFile, pricedFiles } from '#activity/pricing'
import { type CheckRun, latestChecks } from '#activity/validation'
import { sql } from '#db'
import type { Asker } from '#platform'
import type { Month } from '#shared'
import type { ProviderState } from './month-state.ts'

/** What counts of a month for one commissioner, with its prices. What was billed to nobody in particular is no bill that can be paid. */
export interface CommissionerMonth {
  readonly commissioner: string
  readonly current: CurrentActivity
  readonly priced: ReadonlyMap<number, PricedFile>
}

/** Bills are for whoever reads payments: the database holds everybody to that, whoever builds a page of them. */
async function commissionersIn({ db, scope }: Asker, month: Month): Promise<string[]> {
  const { rows } = await sql<{ commissioner: string }>`
    SELECT DISTINCT s.commissioner FROM activity.v_standing_submission AS s
     WHERE s.month = ${month} AND s.commissioner IS NOT NULL AND (SELECT platform.may('payment.read')) ORDER BY 1`.execute(
    db,
  )
  const { commissioners } = scope
  return rows
    .map(({ commissioner }) => commissioner)
    .filter((code) => commissioners === 'all' || commissioners.includes(code))
}

/** The files of a month that count, for each commissioner that the asker may see. */
export async function filesOfMonth(asker: Asker, month: Month, only?: string): Promise<CommissionerMonth[]> {
  const codes = (await commissionersIn(asker, month)).filter((code) => only === undefined || code === only)
  if (codes.length === 0) return []
  const priced = new Map((await pricedFiles(asker, month)).map((file) => [file.lakeFileId, file]))
  const found: CommissionerMonth[] = []
  for (const commissioner of codes) {
    const own = { db: asker.db, scope: { ...asker.scope, commissioners: [commissioner] } }
    found.push({ commissioner, current: await currentActivity(own, month), priced })
  }
  return found
}

/** How far each provider's month has come. */
export async function providerStates(
  asker: Asker,
  month: Month,
  files: readonly CommissionerMonth[],
): Promise<ProviderState[]> {
  const checks = await latestChecks(asker, month)
  return files.flatMap((each) =>
    [...new Set(each.current.counted.map(({ provider }) => provider))]
      .toSorted()
      .map((provider) => stateOf(each, provider, checks)),
  )
}

function stateOf({ commissioner, current, priced }: CommissionerMonth, provider: string, checks: readonly CheckRun[]) {
  const counted = current.counted.filter((each) => each.provider === provider)
  const own = current.files.filter(({ importNo }) => counted.some((each) => each.importNo === importNo))
  const prices = own.map(({ lakeFileId }) => priced.get(lakeFileId))
  const times = prices.flatMap((each) => (each ? [each.pricedAt.getTime()] : []))
  return {
    commissioner,
    provider,
    snapshot: counted.some(({ snapshot }) => snapshot === 'flex') ? ('flex' as const) : ('freeze' as const),
    imports: [...new Set(counted.map(({ importNo }) => importNo))].toSorted((a, b) => a - b),
    isPriced: prices.every((each) => each !== undefined),
    pricedAt: times.length === 0 ? null : new Date(Math.max(...times)),
    checkedAt: checks.find((check) => check.commissioner === commissioner)?.finishedAt ?? null,
  }
}
