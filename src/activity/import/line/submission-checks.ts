import type { CodeLists } from '../formats/code-lists.ts'

/** What is wrong with one cell of a row, in words that finish the sentence “The value …”. */
export interface Problem {
  readonly column: string
  readonly value: string
  readonly problem: string
  readonly whatToDo: string
}

export type Cells = (title: string) => string

interface Rule {
  readonly column: string
  readonly whatToDo: string
  check(value: string, cells: Cells, lists: CodeLists): string | undefined
}

const pod = (cells: Cells): string => cells('POINT OF DELIVERY CODE')

const unlessEmpty = (value: string, isKnown: boolean, problem: string): string | undefined =>
  value === '' || isKnown ? undefined : problem

const yearMonth: Rule[] = [
  {
    column: 'FINANCIAL YEAR',
    whatToDo: 'Write the year like 200708 for 2007/08.',
    check: (value) => {
      const start = Number(value.slice(0, 4))
      const follows = /^\d{6}$/.test(value) && (start + 1) % 100 === Number(value.slice(4))
      return follows && start >= 2000 && start <= 2050 ? undefined : 'is not a financial year'
    },
  },
  {
    column: 'FINANCIAL MONTH',
    whatToDo: 'Write 1 for April to 12 for March.',
    check: (value) => (/^(0?[1-9]|1[0-2])$/.test(value) ? undefined : 'is not a month of a financial year'),
  },
]

const organisations: Rule[] = [
  {
    column: 'ORGANISATION IDENTIFIER (CODE OF PROVIDER)',
    whatToDo: 'Give the code of the provider, not of its site.',
    check: (value) =>
      value.length > 3 && value.endsWith('00') ? 'ends with 00, as the code of a site does' : undefined,
  },
  {
    column: 'ORGANISATION SITE IDENTIFIER (OF TREATMENT)',
    whatToDo: 'Leave the site empty on lines that are money only.',
    check: (value, cells, lists) =>
      value !== '' && lists.withoutActivity.has(pod(cells)) ? 'is given on a line without activity' : undefined,
  },
  {
    column: 'COMMISSIONED SERVICE CATEGORY CODE',
    whatToDo: 'Use a code of the national list of service categories.',
    check: (value, _, lists) => unlessEmpty(value, lists.serviceCategories.has(value), 'is no service category'),
  },
]

const coded: Rule[] = [
  {
    column: 'POINT OF DELIVERY CODE',
    whatToDo: 'Use a code of the national list of points of delivery, and put your own into the local column.',
    check: (value, _, lists) =>
      unlessEmpty(value, lists.pointsOfDelivery.has(value), 'is no national point of delivery'),
  },
  {
    column: 'ACTIVITY TREATMENT FUNCTION CODE',
    whatToDo: 'Use a code of the national list of treatment functions.',
    check: (value, cells, lists) => {
      if (lists.withoutActivity.has(pod(cells))) return undefined
      if (value === '') return 'is empty'
      return lists.treatmentFunctions.has(value) ? undefined : 'is no treatment function'
    },
  },
  {
    column: 'TARIFF CODE',
    whatToDo: 'Begin it with a healthcare resource group, then /service/best practice.',
    check: (value, cells, lists) => {
      if (lists.withoutTariffCode.has(pod(cells))) return undefined
      if (value === '') return 'is empty'
      return beginsWithAny(value, lists.hrgs) ? undefined : 'does not begin with a healthcare resource group'
    },
  },
  {
    // The published checker looks at the length of the tariff code here; the service code is what is meant.
    column: 'SPECIALISED SERVICE CODE',
    whatToDo: 'Use a code of the national list of specialised services, or leave it empty.',
    check: (value, _, lists) => unlessEmpty(value, lists.services.has(value), 'is no specialised service'),
  },
]

const counted: Rule[] = ['ACTIVITY COUNT (POINT OF DELIVERY)', 'CONTRACT MONITORING ACTUAL ACTIVITY'].map((column) => ({
  column,
  whatToDo: 'Write 0: such a line is money, not activity.',
  check: (value, cells, lists) =>
    lists.withoutActivity.has(pod(cells)) && Number(value) !== 0
      ? `must be 0 where the point of delivery is ${pod(cells)}`
      : undefined,
}))

/** A tariff code may go on after its group: `AA02C/NCBPS01C`. Groups have 3 to 8 characters. */
const beginsWithAny = (value: string, hrgs: ReadonlySet<string>): boolean =>
  [3, 4, 5, 6, 7, 8].some((length) => hrgs.has(value.slice(0, length)))

const rules = [...yearMonth, ...organisations, ...coded, ...counted]

/** The checks that the national monthly sets must pass when they are handed in, for the columns that the set has. */
export function submissionRules(titles: ReadonlySet<string>): (cells: Cells, lists: CodeLists) => Problem[] {
  const own = rules.filter(({ column }) => titles.has(column))
  return (cells, lists) =>
    own.flatMap(({ column, whatToDo, check }) => {
      const value = cells(column)
      const problem = check(value, cells, lists)
      return problem ? [{ column, value, problem, whatToDo }] : []
    })
}
