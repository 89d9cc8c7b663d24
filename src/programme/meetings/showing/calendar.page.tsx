import {
  Button,
  Form,
  HiddenField,
  Inset,
  PageHeading,
  type Route,
  defineRoute,
  download,
  noInput,
  notFound,
  page,
} from '#ui'
import { z } from 'zod'
import { makeCalendar } from '../calendar/calendar.command.ts'
import { calendarAt } from '../calendar/feed.view.ts'
import { findBody } from '../bodies/bodies.view.ts'
import { calendarAddress, feedAddress } from './addresses.ts'
import { noSuchBody } from './body.page.tsx'
import { optionalNumber } from './input.ts'
import { crumbs } from './meetings.page.tsx'

const calendarRoute = defineRoute({
  method: 'GET',
  path: '/meetings/calendar',
  permission: 'programme.read',
  audit: null,
  input: noInput,
  handle: async () =>
    page({
      title: 'My calendar',
      body: (
        <>
          <PageHeading>My calendar</PageHeading>
          <p>
            A calendar program, on a telephone or a computer, asks at an address of your own for the meetings of every
            body you are in, and follows when one is moved or cancelled. Of one body, begin on its page.
          </p>
          <p>
            Whoever knows the address sees days, hours, places and titles, and nothing else. It ends when you hold no
            post any more, or when you make another.
          </p>
          <Form action={calendarAddress}>
            <HiddenField name="body" value="" />
            <Button>Make an address</Button>
          </Form>
        </>
      ),
      breadcrumbs: crumbs,
    }),
})

const makeRoute = defineRoute({
  method: 'POST',
  path: '/meetings/calendar',
  permission: 'programme.read',
  audit: 'calendar.make',
  input: z.object({ body: optionalNumber }),
  async handle(ctx, { body: bodyNo }, { url }) {
    const body = bodyNo === null ? undefined : await findBody(ctx, bodyNo)
    if (bodyNo !== null && !body) return noSuchBody
    const made = await makeCalendar(ctx, bodyNo)
    if (!made.ok) return notFound(made.message)
    const address = new URL(feedAddress(made.value.secret), url.origin)
    return page({
      title: 'An address for a calendar',
      body: (
        <>
          <PageHeading>An address for a calendar</PageHeading>
          <p>{body ? `For the meetings of the ${body.name}.` : 'For the meetings of every body you are in.'}</p>
          <Inset>
            <p>
              <code className="app-code-long">{address.href}</code>
            </p>
          </Inset>
          <p>
            Copy it now into your calendar program, where it says “subscribe” or “add from the web”. It is not shown
            again: only a hash of it is kept.
          </p>
        </>
      ),
      breadcrumbs: [...crumbs, { text: 'My calendar', href: calendarAddress }],
    })
  },
})

/** A calendar program has no account: the address itself is what it knows. Of whoever guesses nothing is told. */
const feedRoute = defineRoute({
  method: 'GET',
  path: '/calendars/:calendar',
  permission: 'public',
  audit: null,
  input: z.object({ calendar: z.string().max(100) }),
  async handle(ctx, { calendar }, { url }) {
    const text = await calendarAt(ctx, calendar, url.hostname)
    if (text === undefined)
      return notFound('There is no calendar at this address. Make a new one on the page of your calendar.')
    return download({ name: 'meetings.ics', type: 'text/calendar; charset=utf-8', body: text })
  },
})

export const calendarRoutes: readonly Route[] = [calendarRoute, makeRoute, feedRoute]
