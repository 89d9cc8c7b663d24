import type { ReactNode } from 'react'

interface HrgSearchProps {
  readonly tariffId: number
  readonly search: string
  readonly found: number
}

/** Narrows the HRGs of a list: a plain form that becomes the page's address. */
export const HrgSearch = ({ tariffId, search, found }: HrgSearchProps): ReactNode => (
  <form method="get" action={`/tariffs/${tariffId}`}>
    <div className="nhsuk-form-group">
      <label className="nhsuk-label" htmlFor="hrg-search">
        Start of an HRG, or words of its name
      </label>
      <input className="nhsuk-input nhsuk-input--width-20" id="hrg-search" name="search" defaultValue={search} />
    </div>
    <button className="nhsuk-button nhsuk-button--secondary" type="submit">
      Search
    </button>
    <p>{found.toLocaleString('en-GB')} HRGs found.</p>
  </form>
)
