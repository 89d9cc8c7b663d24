import type { Vocabulary } from '#platform'
import type { ReactNode } from 'react'
import { linesAddress, statementAddress } from '../shape/addresses.ts'
import {
  type Dimension,
  type Filters,
  dimensionLabel,
  dimensionWord,
  dimensions,
  filterKeys,
  none,
} from '../shape/dimension.ts'
import type { StatementQuestion } from './statement-table.ts'

interface ChoicesProps {
  readonly asked: StatementQuestion & { readonly filters: Filters }
  readonly words: Vocabulary
}

const query = ({ yearToDate }: StatementQuestion): { ytd?: number } => (yearToDate ? { ytd: 1 } : {})

const choiceText = (by: Dimension, words: Vocabulary): string =>
  by === 'month' ? 'Months of the year' : `By ${dimensionWord(by, words)}`

/** How the same money can be added up; the way it is now is not a link. */
export const AddedUpBy = ({ asked, words }: ChoicesProps): ReactNode => (
  <nav className="app-choices" aria-label="Added up by">
    <ul className="app-choices__list">
      {dimensions.map((by) => (
        <li key={by}>
          {by === asked.by ? (
            <strong aria-current="page">{choiceText(by, words)}</strong>
          ) : (
            <a href={statementAddress(asked.month, by, asked.filters, query(asked))}>{choiceText(by, words)}</a>
          )}
        </li>
      ))}
    </ul>
  </nav>
)

const without = (filters: Filters, key: keyof Filters): Filters =>
  Object.fromEntries(Object.entries(filters).filter(([name]) => name !== key))

/** What the statement is narrowed to, each with the way to undo it. */
export const NarrowedTo = ({ asked, words }: ChoicesProps): ReactNode => {
  const used = filterKeys.flatMap((key) =>
    asked.filters[key] === undefined ? [] : [{ key, code: asked.filters[key] }],
  )
  if (used.length === 0) return null
  return (
    <ul className="app-choices__list" aria-label="Narrowed to">
      {used.map(({ key, code }) => (
        <li key={key}>
          {dimensionLabel(key, words)} <strong>{code === none ? 'none' : code}</strong>{' '}
          <a href={statementAddress(asked.month, asked.by, without(asked.filters, key), query(asked))}>
            Remove<span className="nhsuk-u-visually-hidden"> {dimensionWord(key, words)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The month alone or with the year, and the lines behind all of it for whoever may see lines. */
export const StatementLinks = ({
  asked,
  seesLines,
}: Pick<ChoicesProps, 'asked'> & { seesLines: boolean }): ReactNode => (
  <ul className="app-choices__list">
    {asked.by !== 'month' && (
      <li>
        <a href={statementAddress(asked.month, asked.by, asked.filters, asked.yearToDate ? {} : { ytd: 1 })}>
          {asked.yearToDate ? 'The month alone' : 'With the year to date'}
        </a>
      </li>
    )}
    {seesLines && (
      <li>
        <a href={linesAddress(asked.month, asked.filters)}>Every line behind this statement</a>
      </li>
    )}
  </ul>
)
