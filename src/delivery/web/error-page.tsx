import { PageHeading, type Reply, page } from '#ui'

const titles: Readonly<Record<number, string>> = {
  400: 'Request not understood',
  403: 'Not allowed',
  404: 'Page not found',
  409: 'Not possible now',
  413: 'File too large',
  422: 'There is a problem',
  503: 'Not ready yet',
}

interface Problem {
  readonly status: number
  readonly message: string
  readonly title?: string
  readonly details?: readonly string[]
}

/** A page that says no: what is wrong and what to do, and nothing of what was asked for. */
export function problemPage({
  status,
  message,
  title = titles[status] ?? 'This did not work',
  details = [],
}: Problem): Reply {
  const body = (
    <>
      <PageHeading>{title}</PageHeading>
      <p>{message}</p>
      {details.length > 0 && (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
      <p>
        <a href="/">Go to the home page</a>
      </p>
    </>
  )
  return page({ title, body, status })
}

/** A bug: the page has only the number under which the log has the rest. */
export const failurePage = (id: string): Reply =>
  page({
    title: 'Sorry, there is a problem with Locality',
    status: 500,
    body: (
      <>
        <PageHeading>Sorry, there is a problem with Locality</PageHeading>
        <p>
          Nothing was changed by what you just did. Try again; if it happens again, tell whoever looks after Locality
          this number:
        </p>
        <p>
          <strong>{id}</strong>
        </p>
        <p>
          <a href="/">Go to the home page</a>
        </p>
      </>
    ),
  })

export const pageNotFound = (): Reply =>
  problemPage({ status: 404, message: 'There is no such page. Check the address, or start from the home page.' })
