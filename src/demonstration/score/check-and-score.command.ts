import { monthsWithActivity } from '#activity/import'
import { checkMonths } from '#activity/validation'
import { type Ctx, type DataFolder, findDataFolder } from '#platform'
import { type Result, ok, refused } from '#shared'
import { scoreDemonstration } from './score-demonstration.view.ts'
import type { RuleScore } from './score.ts'

const notInvented = ({ root }: DataFolder) =>
  refused(
    'not-invented',
    `The data in ${root} is not a demonstration, so nobody knows which mistakes are in its bills. ` +
      'Make one with: locality demo --data FOLDER',
  )

/** Checks all months by the rules as they are now, and holds what was found against the answer key. */
export async function checkAndScore(ctx: Ctx, folder: string): Promise<Result<RuleScore[]>> {
  const found = await findDataFolder(ctx.folder.root)
  if (!found.ok) return found
  if (!found.value.mark.demonstration) return notInvented(ctx.folder)
  const checked = await checkMonths(ctx, { months: await monthsWithActivity(ctx) })
  return checked.ok ? ok(await scoreDemonstration(ctx, folder)) : checked
}
