import { organisationNames } from '#organisations'
import { dayInLondon, ok, refused } from '#shared'
import { type Operation, defineOperation, noInput } from '#ui'
import { z } from 'zod'
import { owedCredits } from '../credits/credits.view.ts'
import { recovered } from '../credits/recovered.view.ts'
import { exchangeTable } from '../reply-file/exchange-table.ts'
import { listChallenges } from '../views/challenge-list.view.ts'
import { challengesTable, listed } from './challenges-table.ts'
import { creditsTable, today } from './credits-tables.ts'
import { find } from './found.ts'
import { referenceInput } from './inputs.ts'
import { recoveredInput } from './recovered.page.tsx'
import { recoveredTable } from './recovered-table.ts'

export const challengesOperation = defineOperation({
  method: 'GET',
  name: 'challenges',
  path: '/api/v1/challenges',
  summary: 'Challenges and where they stand, the most overdue first',
  permission: 'challenge.read',
  audit: null,
  input: noInput,
  async answer(ctx) {
    const [all, names] = await Promise.all([listChallenges(ctx), organisationNames(ctx.db)])
    return ok(
      challengesTable(
        all.map((one) => listed(one, dayInLondon(ctx.clock.now()))),
        names,
      ),
    )
  },
})

export const challengeOperation = defineOperation({
  method: 'GET',
  name: 'challenge',
  path: '/api/v1/challenges/:reference',
  summary: 'The items of one challenge, as the file that goes to the provider has them',
  permission: 'challenge.read',
  audit: 'challenge.take-away',
  input: z.object({
    reference: referenceInput.reference.describe('The reference of the challenge, like CH-2007-10-RAL-1.'),
  }),
  async answer(ctx, { reference }) {
    const found = await find(ctx, reference)
    return found ? ok(exchangeTable(found.challenge)) : refused('not-found', 'There is no such challenge.')
  },
})

export const creditsOperation = defineOperation({
  method: 'GET',
  name: 'credits',
  path: '/api/v1/credits',
  summary: 'What providers accepted, and what of it came back',
  permission: 'challenge.read',
  audit: null,
  input: noInput,
  async answer(ctx) {
    const [owed, names] = await Promise.all([owedCredits(ctx), organisationNames(ctx.db)])
    return ok(creditsTable(owed, names, today(ctx)))
  },
})

export const recoveredOperation = defineOperation({
  method: 'GET',
  name: 'recovered',
  path: '/api/v1/recovered',
  summary: 'Money recovered by challenges, by rule, provider or practice',
  permission: 'recovered.read',
  audit: null,
  input: recoveredInput,
  async answer(ctx, { by }) {
    const [all, names] = await Promise.all([recovered(ctx, by), organisationNames(ctx.db)])
    return ok(recoveredTable(all, by, names))
  },
})

export const operations: readonly Operation[] = [
  challengesOperation,
  challengeOperation,
  creditsOperation,
  recoveredOperation,
]
