import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { dayInLondon } from '#shared'
import type { Challenge } from '../model/challenge.ts'
import { workingDaysOn } from '../model/working-days.ts'
import { ruleWords } from '../putting/rule-words.view.ts'
import { type Letter, letterOf } from './letter.ts'

/** The letter of a challenge, with the names that its organisations have now. */
export const letterFor = async (ctx: Pick<Ctx, 'db' | 'clock'>, challenge: Challenge): Promise<Letter> =>
  letterOf(challenge, {
    names: await organisationNames(ctx.db),
    reasons: await ruleWords(ctx),
    today: dayInLondon(ctx.clock.now()),
    addWorkingDays: workingDaysOn,
  })
