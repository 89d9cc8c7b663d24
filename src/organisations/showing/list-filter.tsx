import type { PlainDate } from '#shared'
import type { ReactNode } from 'react'
import { type Kind, kinds } from '../model/organisation.ts'
import { type Words, kindNames } from './words.ts'

interface ListFilterProps {
  readonly words: Words
  readonly asAt: PlainDate
  readonly asked: { readonly kind?: Kind | ''; readonly search?: string; readonly closed?: string }
}

const Field = ({ name, label, children }: { name: string; label: string; children: ReactNode }): ReactNode => (
  <div className="nhsuk-form-group">
    <label className="nhsuk-label" htmlFor={`filter-${name}`}>
      {label}
    </label>
    {children}
  </div>
)

/** Chooses what is listed and the day it is told as at: a plain form that becomes the page's address. */
export const ListFilter = ({ words, asAt, asked }: ListFilterProps): ReactNode => (
  <form method="get" action="/organisations">
    <Field name="kind" label="Kind">
      <select className="nhsuk-select" id="filter-kind" name="kind" defaultValue={asked.kind ?? ''}>
        <option value="">All</option>
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {kindNames(words, kind)}
          </option>
        ))}
      </select>
    </Field>
    <Field name="search" label="Code or words of the name">
      <input
        className="nhsuk-input nhsuk-input--width-20"
        id="filter-search"
        name="search"
        defaultValue={asked.search ?? ''}
      />
    </Field>
    <Field name="date" label="As at">
      <input
        className="nhsuk-input nhsuk-input--width-10"
        id="filter-date"
        name="date"
        type="date"
        defaultValue={asAt}
      />
    </Field>
    <div className="nhsuk-form-group">
      <div className="nhsuk-checkboxes">
        <div className="nhsuk-checkboxes__item">
          <input
            className="nhsuk-checkboxes__input"
            id="filter-closed"
            name="closed"
            type="checkbox"
            value="yes"
            defaultChecked={asked.closed === 'yes'}
          />
          <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor="filter-closed">
            Also those closed, or not yet open, that day
          </label>
        </div>
      </div>
    </div>
    <button className="nhsuk-button nhsuk-button--secondary" type="submit">
      Show
    </button>
  </form>
)
