import { DocumentText } from '#programme/documents/pages'
import type { Ctx } from '#platform'
import { formatDate } from '#shared'
import {
  Button,
  Form,
  Inset,
  PageHeading,
  type Reply,
  type Route,
  defineRoute,
  download,
  page,
  redirect,
  refusal,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { findMeeting } from '../meeting/meetings.view.ts'
import { mayRun } from '../meeting/reach.view.ts'
import type { Meeting } from '../model/meeting.ts'
import { type Pack, packOf, packPdf } from '../pack/pack.view.ts'
import { sendPack } from '../pack/send-pack.command.ts'
import { meetingAddress } from './addresses.ts'
import { number } from './input.ts'
import { noSuchMeeting } from './meeting.page.tsx'
import { crumbs } from './meetings.page.tsx'

const PackBody = ({ meeting, pack, runs }: { meeting: Meeting; pack: Pack; runs: boolean }): ReactNode => (
  <>
    <PageHeading caption={`${pack.from}, ${formatDate(meeting.on)}`}>{pack.title}</PageHeading>
    {pack.head.map((line) => (
      <p key={line}>{line}</p>
    ))}
    <Inset>
      <p>
        <a href={meetingAddress(meeting.meetingNo, 'pack/pdf')}>The pack as one PDF</a>: cover, contents, agenda
        {pack.papers === 0 ? '' : `, and ${pack.papers} ${pack.papers === 1 ? 'paper' : 'papers'} set in whole`}.
      </p>
    </Inset>
    {runs && meeting.state === 'planned' && (
      <Form action={meetingAddress(meeting.meetingNo, 'pack')}>
        <p>
          {meeting.packSentOn
            ? `It was sent on ${formatDate(meeting.packSentOn)}. What changed since goes out as another document.`
            : 'Sending it keeps it under a number as it is now, for the members and whoever belongs here.'}
        </p>
        <Button kind={meeting.packSentOn ? 'secondary' : 'primary'}>
          {meeting.packSentOn ? 'Send it again' : 'Send the pack'}
        </Button>
      </Form>
    )}
    <DocumentText body={pack.body} />
  </>
)

async function packPage(ctx: Ctx, meetingNo: number): Promise<Reply> {
  const meeting = await findMeeting(ctx, meetingNo)
  if (!meeting) return noSuchMeeting
  const body = <PackBody meeting={meeting} pack={await packOf(ctx, meeting)} runs={await mayRun(ctx, meeting.owner)} />
  const back = { text: meeting.title, href: meetingAddress(meetingNo) }
  return page({ title: `Pack: ${meeting.title}`, body, breadcrumbs: [...crumbs, back] })
}

const packRoute = defineRoute({
  method: 'GET',
  path: '/meetings/:meeting/pack',
  permission: 'programme.read',
  audit: null,
  input: z.object({ meeting: number }),
  handle: (ctx, { meeting }) => packPage(ctx, meeting),
})

const packPdfRoute = defineRoute({
  method: 'GET',
  path: '/meetings/:meeting/pack/pdf',
  permission: 'programme.read',
  audit: 'meeting.take-pack',
  input: z.object({ meeting: number }),
  async handle(ctx, { meeting: meetingNo }) {
    const meeting = await findMeeting(ctx, meetingNo)
    if (!meeting) return noSuchMeeting
    const name = `pack-${meeting.on}-meeting-${meetingNo}.pdf`
    return download({ name, type: 'application/pdf', body: await packPdf(ctx, meeting) })
  },
})

const sendRoute = defineRoute({
  method: 'POST',
  path: '/meetings/:meeting/pack',
  permission: 'meeting.run',
  audit: 'meeting.pack-sent',
  input: z.object({ meeting: number }),
  async handle(ctx, { meeting }) {
    const done = await sendPack(ctx, meeting)
    if (done.ok) return redirect(meetingAddress(meeting, 'pack'), `It is sent, as document ${done.value.documentNo}.`)
    return done.code === 'not-found' ? noSuchMeeting : refusal(409, done.message)
  },
})

export const packRoutes: readonly Route[] = [packRoute, packPdfRoute, sendRoute]
