import { currentActivity, monthsWithActivity } from '#activity/import'
import { lakeFiles } from '#lake'
import { quickest } from '../measure.ts'
import { type Place, withWorkbench } from './place.ts'

/** The columns that pricing reads of every line. */
const hot = [
  'import_no',
  'line_no',
  'provider',
  'practice',
  'pod',
  'spell_id',
  'start_date',
  'end_date',
  'age',
  'admission_method',
  'critical_care_days',
  'hrg',
  'tfc',
  'first_attendance',
  'attended',
  'multi_professional',
  'department_type',
  'national_tariff',
  'units',
  'billed_pence',
]

/** The least that touching the lines can be: the greatest of each column that pricing reads, over the same files. */
export const scanColumns = (place: Place) =>
  withWorkbench(place, async (ctx) => {
    const months = await monthsWithActivity(ctx)
    const files = (await Promise.all(months.map((month) => currentActivity(ctx, month)))).flatMap(
      (current) => current.files,
    )
    const source = lakeFiles(
      ctx.lake,
      files.map(({ path }) => path),
    )
    const scan = `SELECT ${hot.map((column) => `max(l.${column}) AS ${column}`).join(', ')}, sum(l.billed_pence)::BIGINT AS pence FROM ${source} AS l`
    const measured = await ctx.lake.build((builder) => quickest(5, () => builder.read(scan)))
    const lines = files.reduce((sum, file) => sum + file.lines, 0)
    return { ...measured, lines, columns: hot.length }
  })
