import { organisationNames } from '#organisations'
import { type Ctx, enqueueJob } from '#platform'
import { dayInLondon, formatDate, formatMonth, formatPence } from '#shared'
import {
  Button,
  Form,
  HiddenField,
  PageHeading,
  type Reply,
  type Route,
  defineRoute,
  page,
  redirect,
  refusal,
} from '#ui'
import { z } from 'zod'
import { answerBy } from '../model/clock.ts'
import { moneyInWords, numberInWords } from '../model/money-in-words.ts'
import { checkMove } from '../model/moves.ts'
import { isClaimed } from '../model/standing.ts'
import { workingDaysOn } from '../model/working-days.ts'
import { sendRequest } from '../putting/send-challenge.command.ts'
import { challengeAddress } from './addresses.ts'
import { type Found, crumbs, find, noSuchChallenge } from './found.ts'
import { referenceInput, seenInput } from './inputs.ts'

async function sendPage(ctx: Ctx, { challenge, standing }: Found): Promise<Reply> {
  const { head } = challenge
  const names = await organisationNames(ctx.db)
  const count = standing.items.filter(isClaimed).length
  const by = answerBy(head, dayInLondon(ctx.clock.now()), workingDaysOn)
  const body = (
    <>
      <PageHeading caption={head.reference}>Send the challenge</PageHeading>
      <p>
        You are about to ask {names.get(head.provider) ?? head.provider} to credit {numberInWords(count)}{' '}
        {count === 1 ? 'item' : 'items'} of its bill for {formatMonth(head.month)}, together{' '}
        <strong>{formatPence(standing.claimedPence)}</strong> ({moneyInWords(standing.claimedPence)}), with an answer by{' '}
        {formatDate(by)}.
      </p>
      <p>
        From then on the provider sees it, and its findings are challenged.{' '}
        <a href={challengeAddress(head.reference, 'letter')}>Read the letter</a> first.
      </p>
      <Form action={challengeAddress(head.reference, 'send')}>
        <HiddenField name="seen" value={String(standing.lastEventId)} />
        <Button>Send it</Button>
      </Form>
    </>
  )
  return page({ title: `Send ${head.reference}`, body, breadcrumbs: crumbs(head.reference) })
}

export const sendPageRoute = defineRoute({
  method: 'GET',
  path: '/challenges/:reference/send',
  permission: 'challenge.send',
  audit: null,
  input: z.object(referenceInput),
  async handle(ctx, { reference }) {
    const found = await find(ctx, reference)
    if (!found) return noSuchChallenge
    const may = checkMove(found.standing, { move: 'send' }, found.challenge.head.tolerancePence)
    return may.ok ? sendPage(ctx, found) : refusal(409, may.message)
  },
})

export const sendRoute = defineRoute({
  method: 'POST',
  path: '/challenges/:reference/send',
  permission: 'challenge.send',
  audit: 'challenge.send',
  input: z.object({ ...referenceInput, ...seenInput }),
  async handle(ctx, { reference, seen }) {
    if (!(await find(ctx, reference))) return noSuchChallenge
    const runId = await enqueueJob(ctx, sendRequest({ references: [reference], ...(seen !== undefined && { seen }) }))
    return redirect(`/runs/${runId}`)
  },
})

export const sendRoutes: readonly Route[] = [sendPageRoute, sendRoute]
