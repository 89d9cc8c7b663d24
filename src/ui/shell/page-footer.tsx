import type { ReactNode } from 'react'
import type { ShellFacts } from './shell-facts.ts'

const links = [
  { text: 'Help and glossary', href: '/help' },
  { text: 'For programs', href: '/api' },
  { text: 'About Locality', href: '/about' },
]

const figures = (demonstration: boolean): string =>
  demonstration
    ? 'The figures on these pages are invented for a demonstration.'
    : 'The figures come from the files imported and the price lists loaded here, and name their source and date.'

/** What this is, what the figures are, and who may reach it. */
export const PageFooter = ({ facts }: { facts: ShellFacts }): ReactNode => (
  <footer className="nhsuk-footer">
    <div className="nhsuk-width-container">
      <ul className="app-footer__links">
        {links.map(({ text, href }) => (
          <li key={href}>
            <a className="nhsuk-footer__list-item-link" href={href}>
              {text}
            </a>
          </li>
        ))}
      </ul>
      <div className="app-footer__facts">
        <p>
          {figures(facts.demonstration)} Words: {facts.vocabulary}.
        </p>
        <p>Locality {facts.version}. Free software under the MIT licence; not a service of any NHS body.</p>
      </div>
    </div>
  </footer>
)
