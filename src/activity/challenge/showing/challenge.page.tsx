import type { Ctx } from '#platform'
import type { Result } from '#shared'
import { type Reply, type Route, defineRoute, page, redirect, refusal } from '#ui'
import { z } from 'zod'
import { askPractices, settleAccepted, withdrawChallenge } from '../answering/our-decision.command.ts'
import type { Challenge } from '../model/challenge.ts'
import { challengeAddress } from './addresses.ts'
import { ChallengeBody } from './challenge-body.tsx'
import { challengeFacts } from './challenge-facts.view.ts'
import { crumbs, find, noSuchChallenge, statusOf } from './found.ts'
import { referenceInput, seenInput, wordsInput } from './inputs.ts'

export const challengeRoute = defineRoute({
  method: 'GET',
  path: '/challenges/:reference',
  permission: 'challenge.read',
  audit: null,
  auditOfFile: 'challenge.take-away',
  input: z.object(referenceInput),
  async handle(ctx, { reference }) {
    const found = await find(ctx, reference)
    if (!found) return noSuchChallenge
    const facts = await challengeFacts(ctx, found)
    return page({
      title: `Challenge ${reference}`,
      body: <ChallengeBody facts={facts} />,
      tables: [facts.items, facts.exchange, facts.timeline],
      breadcrumbs: crumbs(),
    })
  },
})

const moves = {
  'ask-practices': {
    done: 'The practices are waited for. Send it when you have heard enough.',
    run: (ctx: Ctx, asked: Asked) => askPractices(ctx, { ...asked, wait: true }),
  },
  'end-query': {
    done: 'The practices are waited for no longer.',
    run: (ctx: Ctx, asked: Asked) => askPractices(ctx, { ...asked, wait: false }),
  },
  'settle-accepted': { done: 'What was accepted in full is settled.', run: settleAccepted },
  withdraw: { done: 'The challenge is withdrawn. What was in it is open again.', run: withdrawChallenge },
} as const

interface Asked {
  readonly reference: string
  readonly seen?: number
  readonly words?: string
}

const names = Object.keys(moves) as (keyof typeof moves)[]

const replyTo = (reference: string, changed: Result<Challenge>, done: string): Reply =>
  changed.ok
    ? redirect(challengeAddress(reference), done)
    : changed.code === 'not-found'
      ? noSuchChallenge
      : refusal(statusOf(changed.code), changed.message)

export const movesRoute = defineRoute({
  method: 'POST',
  path: '/challenges/:reference/moves',
  permission: 'challenge.send',
  audit: 'challenge.change',
  input: z.object({ ...referenceInput, ...seenInput, ...wordsInput, move: z.enum(names) }),
  async handle(ctx, { reference, seen, words, move }) {
    const { run, done } = moves[move]
    const asked = { reference, ...(seen !== undefined && { seen }), ...(words && { words }) }
    return replyTo(reference, await run(ctx, asked), done)
  },
})

export const challengePageRoutes: readonly Route[] = [challengeRoute, movesRoute]
