import type { ReactNode } from 'react'
import { usePage } from '../page-context.ts'
import type { Visitor } from '../route.ts'
import type { NavigationLink } from './shell-facts.ts'

/** Two fields and the line between them that both see: the product's own mark, no health body's. */
const Mark = (): ReactNode => (
  <svg className="app-header__mark" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
    <circle cx="20" cy="20" r="18" fill="none" stroke="currentColor" strokeWidth="3" />
    <path d="M2.5 24c8-7 12 3 18 0s8-11 17-9" fill="none" stroke="currentColor" strokeWidth="3" />
    <circle cx="14" cy="13" r="3" fill="currentColor" />
    <circle cx="26" cy="29" r="3" fill="currentColor" />
  </svg>
)

function NavigationItem({ text, href, current }: NavigationLink): ReactNode {
  return (
    <li className={`nhsuk-header__navigation-item${current ? ' nhsuk-header__navigation-item--current' : ''}`}>
      <a className="nhsuk-header__navigation-link" href={href} aria-current={current ? 'true' : undefined}>
        {current ? <strong className="nhsuk-header__navigation-item-current-fallback">{text}</strong> : text}
      </a>
    </li>
  )
}

/** Shown by the design system's script where the links do not fit; without a script the links wrap. */
const MenuToggle = (): ReactNode => (
  <li className="nhsuk-header__menu" hidden>
    <button className="nhsuk-header__menu-toggle nhsuk-header__navigation-link" id="toggle-menu" aria-expanded="false">
      <span className="nhsuk-u-visually-hidden">Browse </span>More
    </button>
  </li>
)

const Navigation = ({ links }: { links: readonly NavigationLink[] }): ReactNode => (
  <nav className="nhsuk-header__navigation" aria-label="Menu">
    <div className="nhsuk-header__navigation-container nhsuk-width-container">
      <ul className="nhsuk-header__navigation-list">
        {links.map((link) => (
          <NavigationItem key={link.href} {...link} />
        ))}
        <MenuToggle />
      </ul>
    </div>
  </nav>
)

const DemonstrationLine = (): ReactNode => (
  <div className="app-phase" role="region" aria-label="About these figures">
    <div className="nhsuk-width-container">
      <p className="app-phase__text">
        <strong className="nhsuk-tag nhsuk-tag--yellow">Demonstration</strong>
        <span>Synthetic data: every organisation, patient, line and price here is invented.</span>
      </p>
    </div>
  </div>
)

function AccountItem({ href, children }: { href?: string; children: ReactNode }): ReactNode {
  return (
    <li className="nhsuk-header__account-item">
      {href ? (
        <a className="nhsuk-header__account-link" href={href}>
          {children}
        </a>
      ) : (
        children
      )}
    </li>
  )
}

/** Which post somebody works in is always in sight: it decides what they see. */
const postText = ({ post }: Visitor): string =>
  post ? (post.organisation ? `${post.title}, ${post.organisation}` : post.title) : 'No post today'

const SignOut = (): ReactNode => {
  const { token } = usePage()
  return (
    <AccountItem>
      <form className="nhsuk-header__account-form" method="post" action="/sign-out">
        <input type="hidden" name="_token" value={token} />
        <button className="nhsuk-header__account-button" type="submit">
          Sign out
        </button>
      </form>
    </AccountItem>
  )
}

const Account = ({ visitor }: { visitor: Visitor }): ReactNode => (
  <nav className="nhsuk-header__account" aria-label="Account">
    <ul className="nhsuk-header__account-list">
      <AccountItem href="/account">{visitor.name}</AccountItem>
      {visitor.posts.length > 1 ? (
        <AccountItem href="/post">
          {postText(visitor)}
          <span className="nhsuk-u-visually-hidden">: switch to another post</span>
        </AccountItem>
      ) : (
        <AccountItem>{postText(visitor)}</AccountItem>
      )}
      <SignOut />
    </ul>
  </nav>
)

interface PageHeaderProps {
  readonly visitor?: Visitor
  readonly navigation: readonly NavigationLink[]
  readonly demonstration: boolean
}

export const PageHeader = ({ navigation, visitor, demonstration }: PageHeaderProps): ReactNode => (
  <>
    <header className="nhsuk-header" data-module="nhsuk-header">
      <div className="nhsuk-header__container nhsuk-width-container">
        <div className="nhsuk-header__service">
          <a className="nhsuk-header__service-logo app-header__name" href="/" aria-label="Locality, home">
            <Mark />
            <span className="nhsuk-header__service-name">Locality</span>
          </a>
        </div>
        {visitor && <Account visitor={visitor} />}
      </div>
      {navigation.length > 0 && <Navigation links={navigation} />}
    </header>
    {demonstration && <DemonstrationLine />}
  </>
)
