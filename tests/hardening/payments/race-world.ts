import { sql } from '#db'
import type { Ctx } from '#platform'
import { type Month, toMonth } from '#shared'
import { checks } from '../../../src/activity/payment/checks.view.ts'
import { addOrganisations } from '../../support/people.ts'
import { checkedNow, commissioner, lineOf, plantFinding } from '../../support/payment-world.ts'
import { billMonth } from '../../support/billed-month.ts'

export const monthOfRound = (at: number): Month =>
  toMonth(`${2000 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`)

/** The organisations, once. In every month P99001 is in ZG1 and P99003 in none. */
export const beginRaces = (ctx: Ctx): Promise<void> => addOrganisations(ctx)

/** A fresh month of a few lines, priced and checked, of which one is held: every round is fought over a month of its own. */
export async function fillMonth(ctx: Ctx, month: Month): Promise<{ held: number }> {
  await billMonth(ctx, {
    month,
    commissioner,
    lines: [
      lineOf('A1', 'P99001', 10_000),
      lineOf('A2', 'P99001', 5_000),
      lineOf('A3', 'P99001', -700, { pod: 'ADJUSTMENT' }),
      lineOf('C1', 'P99003', 3_001),
    ],
  })
  const checkRun = await checkedNow(ctx, month)
  const held = await plantFinding(ctx, checkRun, {
    lineId: 'A2',
    practice: 'P99001',
    month,
    billedPence: 5_000,
    valuePence: 2_000,
    confidence: 'likely',
  })
  return { held }
}

/** What must hold whatever happened: one payment at most for a line, three people, and a ledger that balances. */
export async function faultsOf(ctx: Ctx): Promise<string[]> {
  const faults = (await Promise.all(checks.map((check) => check.run(ctx)))).flat()
  const { rows } = await sql<{ words: string }>`
    SELECT format('run %s was ended %s times', e.run_no, count(*)) AS words FROM payment.run_event AS e
     WHERE e.event IN ('approved', 'cancelled') GROUP BY e.run_no HAVING count(*) > 1
    UNION ALL
    SELECT format('run %s was prepared and approved by %s', a.run_no, a.actor) FROM payment.run_event AS a
      JOIN payment.run_event AS p ON p.run_no = a.run_no AND p.event = 'prepared' AND p.person_id = a.person_id
     WHERE a.event = 'approved'
    UNION ALL
    SELECT format('%s waiting runs of %s', count(*), r.month) FROM payment.run AS r
     WHERE NOT EXISTS (SELECT FROM payment.run_event AS e WHERE e.run_no = r.run_no AND e.event IN ('approved', 'cancelled'))
     GROUP BY r.commissioner, r.month HAVING count(*) > 1
    UNION ALL
    SELECT format('the bank paid run %s by %s for %s', e.run_no, sum(p.credit_pence - p.debit_pence), e.provider)
      FROM payment.entry AS e JOIN payment.posting AS p USING (entry_no) WHERE p.account = '10000' GROUP BY e.run_no, e.provider
    HAVING sum(p.credit_pence - p.debit_pence) NOT IN (0, (SELECT coalesce(sum(l.paid_pence), 0) FROM payment.paid_line AS l WHERE l.run_no = e.run_no))`.execute(
    ctx.db,
  )
  return [...faults, ...rows.map(({ words }) => words)]
}
