import { type Month, addMonths, monthOfYear } from '#shared'
import { grouped } from '../actuals/grouped.ts'
import { type MonthTable, isLineKnown } from '../forecast/month-table.ts'
import type { PhasingChoice } from '../phasing/choice.ts'
import { type LinePhasing, linePhasing } from '../phasing/line-phasing.ts'
import type { LineMethod } from '../position/method.ts'
import type { PhasingWork } from './asked.ts'

/** How every line of the budget is spread over the year. */
export function phasings(asked: PhasingWork, table: MonthTable): Map<string, LinePhasing> {
  const first = addMonths(monthOfYear(asked.year, 1), -12)
  const before = grouped(table.rows, ({ line }) => line)
  const lines = [...new Set(asked.amounts.map(({ line }) => line))]
  return new Map(
    lines.map((line) => {
      const rows = before.get(line) ?? []
      const spentIn = (month: Month): number => rows.reduce((sum, { byMonth }) => sum + (byMonth.get(month) ?? 0), 0)
      const phasing = linePhasing(
        {
          year: asked.year,
          title: asked.titleOf(line),
          choice: asked.choices.find((choice) => choice.line === line),
          source: asked.sourceOf(line),
          before: isLineKnown(table, line, first)
            ? Array.from({ length: 12 }, (_, at) => spentIn(addMonths(first, at)))
            : [],
        },
        asked.policy,
      )
      return [line, phasing]
    }),
  )
}

/** The same as an edition keeps it, with who chose it; nothing is measured of chance or late data here. */
export const lineMethods = (
  phased: ReadonlyMap<string, LinePhasing>,
  choices: readonly PhasingChoice[],
): LineMethod[] =>
  [...phased].map(([line, { form, weights }]) => {
    // Of a line the latest choice holds, and the latest may take an earlier one back.
    const choice = choices.find((each) => each.line === line)
    const holds = choice && choice.form !== 'usual'
    return {
      line,
      form,
      chosen: holds ? { by: choice.actor, words: choice.words, on: choice.on } : null,
      weights: weights.map(String),
      spread: null,
      completion: 1,
    }
  })
