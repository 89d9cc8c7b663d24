import { countedLines, currentActivity, monthsWithActivity } from '#activity/import'
import { demonstrationPrices } from '#demonstration'
import { type OracleLine, priceLine } from '../../../tests/oracles/price-line.ts'
import { spellsBilledApart } from '../../../tests/oracles/pricing-twin.ts'
import { measure } from '../measure.ts'
import { type Place, withWorkbench } from './place.ts'

const columns = `l.provider, l.pod, l.local_pod AS "localPod", l.spell_id AS "spellId", l.start_date AS "startDate", l.end_date AS "endDate", l.age,
  l.admission_method AS "admissionMethod", l.critical_care_days AS "criticalCareDays", l.rehabilitation_days AS "rehabilitationDays",
  l.palliative_days AS "palliativeDays", l.delayed_days AS "delayedDays", l.hrg, l.tfc, l.first_attendance AS "firstAttendance", l.attended,
  l.multi_professional AS "multiProfessional", l.department_type AS "departmentType", l.service_code AS "serviceCode",
  l.national_tariff AS "nationalTariff", l.best_practice AS "bestPractice", (l.units * 1000)::INTEGER AS "unitsMilli", l.billed_pence AS "billedPence"`

/** The slow and obvious twin prices one month, held in memory; what it costs for each line is compared. */
export const twinPrices = (place: Place) =>
  withWorkbench(place, async (ctx) => {
    const month = (await monthsWithActivity(ctx)).at(-1)!
    const source = countedLines(ctx.lake, await currentActivity(ctx, month))
    const lines = await ctx.lake.read<OracleLine>(`SELECT ${columns} FROM ${source} AS l`)
    const facts = demonstrationPrices({ size: 'pct', seed: place.seed, lines: place.rows })
    const apart = spellsBilledApart(lines)
    let pence = 0n
    const { measured } = await measure(async () => {
      for (const line of lines) pence += priceLine(facts, line, apart).pence ?? 0n
    })
    return { ...measured, month, lines: lines.length, pricePence: Number(pence) }
  })
