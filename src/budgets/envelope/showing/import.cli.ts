import { basename } from 'node:path'
import type { Ctx } from '#platform'
import { type Command, type ExitCode, type Terminal, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { importAgeWeights } from '../importing/import-age-weights.command.ts'
import { importEnvelope } from '../importing/import-envelope.command.ts'
import { importDeprivation, importNeedIndex, importWeightedLists } from '../importing/import-need.command.ts'
import type { YearFile, YearResult } from '../importing/outcome.ts'
import { whoseYear } from '../year/whose-year.view.ts'
import { outcomeWords, rejectsTable } from './outcome-words.ts'
import { commissionerOption, yearInput, yearOption } from './year-input.ts'

/** What a screen can use; `--json` has them all. */
const onScreen = 20

async function say(result: YearResult, out: Terminal): Promise<ExitCode> {
  const rejects = result.ok ? result.value.rejects : result.rejects
  if (result.ok) {
    out.print(outcomeWords(result.value))
    for (const note of result.value.notes) out.warn(note)
  } else out.warn(result.message)
  if (rejects.length > 0) await out.table(rejectsTable(rejects, onScreen), 'text')
  return result.ok ? exits.done : exits.refused
}

function sayJson(result: YearResult, out: Terminal): ExitCode {
  if (result.ok) out.json({ imported: true, ...result.value })
  else
    out.json({
      imported: false,
      taken: 0,
      refused: { code: result.code, message: result.message },
      rejects: result.rejects,
    })
  return result.ok ? exits.done : exits.refused
}

const importCommand = (
  what: string,
  summary: string,
  importer: (ctx: Ctx, file: YearFile) => Promise<YearResult>,
): Command =>
  defineCommand({
    name: `import ${what}`,
    changes: true,
    summary,
    arguments: [{ name: 'file', words: 'the CSV file or workbook' }],
    options: [
      yearOption,
      commissionerOption,
      {
        flag: '--accept-partial',
        words: 'take the good rows when others are rejected; without it one bad row refuses the file',
      },
    ],
    input: z.object({
      file: z.string(),
      year: yearInput,
      commissioner: z.string().trim().toUpperCase().optional(),
      acceptPartial: z.boolean().default(false),
    }),
    async run(ctx, { file, year, commissioner: named, acceptPartial }, out) {
      const commissioner = await whoseYear(ctx, named)
      if (!commissioner.ok) return sayRefusal(out, commissioner)
      const given = { file, name: basename(file), commissioner: commissioner.value, year, acceptPartial }
      const result = await importer(ctx, given)
      return out.wantsJson ? sayJson(result, out) : say(result, out)
    },
  })

export const importCommands: readonly Command[] = [
  importCommand(
    'envelope',
    'Takes a year’s money by service line from envelope.csv: line,amount,scope',
    importEnvelope,
  ),
  importCommand('need-index', 'Takes the need of practices from need-index.csv: practice,index', importNeedIndex),
  importCommand(
    'weighted-lists',
    'Takes practices’ published weighted patients from weighted-lists.csv: practice,weighted_patients',
    importWeightedLists,
  ),
  importCommand(
    'deprivation',
    'Takes practices’ scores of deprivation from deprivation.csv: practice,score',
    importDeprivation,
  ),
  importCommand(
    'age-weights',
    'Takes costs by sex and age from age-weights.csv: line,sex,age_band,cost_per_head',
    importAgeWeights,
  ),
]
