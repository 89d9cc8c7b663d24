import type { ReactNode } from 'react'
import { ErrorSummary } from '../components/form.tsx'
import { Breadcrumbs } from '../components/navigation.tsx'
import { PageContext, type PageView } from '../page-context.ts'
import type { Banner, PageContent } from '../reply.ts'
import { PageFooter } from './page-footer.tsx'
import { PageHeader } from './page-header.tsx'
import type { ShellFacts } from './shell-facts.ts'

const markScripting =
  "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' nhsuk-frontend-supported' : '')"

const titleOf = (content: PageContent): string =>
  `${Object.keys(content.errors ?? {}).length > 0 ? 'Error: ' : ''}${content.title} – Locality`

function Head({ facts, content }: { facts: ShellFacts; content: PageContent }): ReactNode {
  return (
    <head>
      <meta charSet="utf-8" />
      <title>{titleOf(content)}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      {content.refreshSeconds && (
        <noscript>
          <meta httpEquiv="refresh" content={String(content.refreshSeconds)} />
        </noscript>
      )}
      <link rel="icon" href={facts.assets.icon} type="image/svg+xml" />
      <link rel="stylesheet" href={facts.assets.style} />
      <script type="module" nonce={facts.nonce} src={facts.assets.script} />
    </head>
  )
}

function FlashBanner({ banner }: { banner: Banner }): ReactNode {
  const success = banner.kind === 'success'
  return (
    <div
      className={`nhsuk-notification-banner${success ? ' nhsuk-notification-banner--success' : ''}`}
      role={success ? 'alert' : 'region'}
      aria-labelledby="banner-title"
      data-module="nhsuk-notification-banner"
    >
      <div className="nhsuk-notification-banner__header">
        <h2 className="nhsuk-notification-banner__title" id="banner-title">
          {success ? 'Done' : 'Information'}
        </h2>
      </div>
      <div className="nhsuk-notification-banner__content">
        <p className="nhsuk-notification-banner__heading">{banner.text}</p>
      </div>
    </div>
  )
}

const Main = ({ facts, content }: { facts: ShellFacts; content: PageContent }): ReactNode => (
  <div className="nhsuk-width-container">
    {content.breadcrumbs && <Breadcrumbs items={content.breadcrumbs} />}
    <main className="nhsuk-main-wrapper" id="maincontent">
      {facts.banner && <FlashBanner banner={facts.banner} />}
      {content.errors && <ErrorSummary errors={content.errors} />}
      {content.body}
    </main>
  </div>
)

interface PageShellProps {
  readonly facts: ShellFacts
  readonly content: PageContent
  readonly view: PageView
}

/** A whole page: what every page has, around what this one says. */
export const PageShell = ({ facts, content, view }: PageShellProps): ReactNode => (
  <PageContext.Provider value={view}>
    <html lang="en">
      <Head facts={facts} content={content} />
      <body>
        <script nonce={facts.nonce} dangerouslySetInnerHTML={{ __html: markScripting }} />
        <a className="nhsuk-skip-link" href="#maincontent" data-module="nhsuk-skip-link">
          Skip to main content
        </a>
        <PageHeader navigation={facts.navigation} visitor={facts.visitor} demonstration={facts.demonstration} />
        <Main facts={facts} content={content} />
        <PageFooter facts={facts} />
      </body>
    </html>
  </PageContext.Provider>
)
