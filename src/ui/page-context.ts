import { createContext, useContext } from 'react'
import type { SmallNumbers } from '#shared'
import type { FormErrors, FormValues } from './input/form-errors.ts'

/** What the page being drawn is about to say of itself; components read it, so that pages need not pass it on. */
export interface PageView {
  readonly url: URL
  /** The token every form sends back. */
  readonly token: string
  readonly errors: FormErrors
  readonly values: FormValues
  /** How small numbers are held back from whoever looks. */
  readonly disclosure: SmallNumbers
  /** Whether a link of the product leads whoever looks anywhere; where it does not, its text stands alone. */
  opens(href: string): boolean
}

/** Where nobody said who looks, small numbers are held back. */
const nowhere: PageView = {
  url: new URL('http://localhost/'),
  token: '',
  errors: {},
  values: {},
  disclosure: 'hes',
  opens: () => true,
}

export const PageContext = createContext<PageView>(nowhere)

export const usePage = (): PageView => useContext(PageContext)
