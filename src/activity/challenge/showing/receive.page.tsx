import { rm } from 'node:fs/promises'
import type { Ctx } from '#platform'
import { PageHeading, type Reply, type Route, type Upload, defineRoute, noInput, page, redirect } from '#ui'
import { z } from 'zod'
import { receiveReply } from '../reply-file/receive-reply.command.ts'
import { challengeAddress } from './addresses.ts'
import { crumbs, noSuchChallenge } from './found.ts'
import { referenceInput } from './inputs.ts'
import { ReplyFileForm } from './reply-body.tsx'
import { type Typed, replyPage } from './reply.page.tsx'

const maxBytes = 16 * 1024 ** 2

function receivePage(typed: Typed = {}): Reply {
  const body = (
    <>
      <PageHeading>Take in a reply file</PageHeading>
      <p>The file says itself which challenge it answers. It is taken whole, or not at all.</p>
      <ReplyFileForm action="/challenges/receive" />
    </>
  )
  return page({ title: 'Take in a reply file', body, breadcrumbs: crumbs(), ...typed })
}

export const receivePageRoute = defineRoute({
  method: 'GET',
  path: '/challenges/receive',
  permission: 'challenge.send',
  audit: null,
  input: noInput,
  handle: async () => receivePage(),
})

type Again = (typed: Typed) => Reply | Promise<Reply>

/** Takes what was sent; what is wrong with it is told on the page that it was sent from. */
async function take(ctx: Ctx, upload: Upload | undefined, again: Again, reference?: string): Promise<Reply> {
  if (!upload || upload.bytes === 0) return again({ errors: { file: 'Choose the file that was filled in.' } })
  try {
    const taken = await receiveReply(ctx, { path: upload.path, name: upload.name, ...(reference && { reference }) })
    if (!taken.ok)
      return taken.code === 'not-found' && reference ? noSuchChallenge : again({ errors: { file: taken.message } })
    const { answers, challenge } = taken.value
    return redirect(
      challengeAddress(challenge.head.reference),
      `${answers} ${answers === 1 ? 'answer' : 'answers'} taken from the file.`,
    )
  } finally {
    await rm(upload.path, { force: true })
  }
}

export const receiveRoute = defineRoute({
  method: 'POST',
  path: '/challenges/receive',
  permission: 'challenge.send',
  audit: 'challenge.receive',
  input: noInput,
  upload: { maxBytes, maxFiles: 1 },
  invalid: async (_ctx, problem) => receivePage(problem),
  handle: (ctx, _input, { upload }) => take(ctx, upload, receivePage),
})

export const replyFileRoute = defineRoute({
  method: 'POST',
  path: '/challenges/:reference/reply-file',
  permission: 'challenge.reply',
  audit: 'challenge.receive',
  input: z.object(referenceInput),
  upload: { maxBytes, maxFiles: 1 },
  invalid: async (ctx, { values, errors }) => replyPage(ctx, String(values['reference'] ?? ''), { errors }),
  handle: (ctx, { reference }, { upload }) => take(ctx, upload, (typed) => replyPage(ctx, reference, typed), reference),
})

export const receiveRoutes: readonly Route[] = [receivePageRoute, receiveRoute, replyFileRoute]
