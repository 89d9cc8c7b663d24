import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Ctx, type Job, type JobRequest, runJob } from '#platform'
import { type Refused, type Result, ok, refused } from '#shared'
import { builderLimits } from '../reading/limits.ts'
import { inTurn } from './import-turn.command.ts'
import type { MonthTaken, PrescribingInput, PrescribingRefusal } from './import.ts'
import { stagingOf } from './keep-files.step.ts'
import { takeFile } from './take-file.command.ts'
import { commissionerFor, memberPracticesByMonth } from './whose.view.ts'

/** What became of the files: every one stands for itself, so some may be taken where others are refused. */
export interface PrescribingTaken {
  readonly taken: readonly MonthTaken[]
}

export type PrescribingResult = Result<PrescribingTaken, PrescribingRefusal> & Partial<PrescribingTaken>

export const prescribingKind = 'import-prescribing'

/** What is asked of the worker. */
export const prescribingRequest = (input: PrescribingInput): JobRequest => ({
  kind: prescribingKind,
  permission: 'prescribing.import',
  input,
})

/** Several refusals are one: the first's code, and what is said of each. */
function joined(refusals: readonly Refused<PrescribingRefusal>[], taken: readonly MonthTaken[]): PrescribingResult {
  const months = taken.map(({ month, importNo }) => `${month} (import ${importNo})`)
  const others = months.length === 0 ? [] : [`Taken: ${months.join(', ')}.`]
  const message = [...refusals.map((one) => one.message), ...others].join(' ')
  return { ...refusals[0]!, message, taken }
}

interface Delivery {
  readonly ctx: Ctx
  readonly input: PrescribingInput
  readonly job: Job
  readonly commissioner: string
}

/** The engine reads where the files lie, and writes to the staging folder within the lake. */
async function takeAll({ ctx, input, job, commissioner }: Delivery): Promise<PrescribingResult> {
  const staging = stagingOf(ctx.folder, job.runId)
  const members = await memberPracticesByMonth(ctx, commissioner)
  const taken: MonthTaken[] = []
  const refusals: Refused<PrescribingRefusal>[] = []
  const folders = [...new Set(input.files.map(({ path }) => dirname(path)))]
  try {
    await ctx.lake.build(
      async (builder) => {
        for (const file of input.files) {
          const done = await takeFile({ ctx, job, builder, input, file, commissioner, members, staging })
          if (done.ok) taken.push(done.value)
          else refusals.push(done)
        }
      },
      { ...builderLimits, folders },
    )
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
  return refusals.length > 0 ? joined(refusals, taken) : ok({ taken })
}

/** The work itself, under a run: one import at a time, the files one after another. */
export async function importUnderRun(ctx: Ctx, input: PrescribingInput, job: Job): Promise<PrescribingResult> {
  const commissioner = await commissionerFor(ctx, input.commissioner)
  if (!commissioner.ok) return commissioner
  if (input.files.length === 0) return refused('no-file', 'No file was given. Say which file to take in.')
  return inTurn(ctx, job, () => takeAll({ ctx, input, job, commissioner: commissioner.value }))
}

/** Takes in months of the English Prescribing Data, a file a month. A file that was taken before is known by its content. */
export const importPrescribing = (ctx: Ctx, input: PrescribingInput): Promise<PrescribingResult> =>
  runJob(ctx, prescribingRequest(input), (job) => importUnderRun(ctx, input, job))
