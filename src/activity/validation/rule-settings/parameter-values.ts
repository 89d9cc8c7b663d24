import { type Refused, type Result, ok, refused } from '#shared'
import type { ParameterValue, RuleParameter } from '../rules/rule.ts'

export type ParameterValues = Readonly<Record<string, ParameterValue>>

const bad = (message: string): Refused<'bad-parameter'> => refused('bad-parameter', message)

const code = /^[A-Z0-9][A-Z0-9 ./_-]{0,19}$/i

function readCodes({ words }: RuleParameter, text: string): Result<ParameterValue, 'bad-parameter'> {
  const items = text
    .split(/[,;\n]+/)
    .map((item) => item.trim().toUpperCase())
    .filter((item) => item !== '')
  const wrong = items.find((item) => !code.test(item))
  return wrong === undefined
    ? ok([...new Set(items)])
    : bad(
        `“${words}”: ${wrong.slice(0, 30)} is not a code. Write codes of letters and digits with commas between them.`,
      )
}

function readNumber(parameter: RuleParameter, text: string): Result<ParameterValue, 'bad-parameter'> {
  if (parameter.kind !== 'number') return bad('It is a list of codes.')
  const { words, least, most, unit } = parameter
  const number = /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : undefined
  return number === undefined || number < least || number > most
    ? bad(`“${words}”: give a whole number of ${unit} from ${least} to ${most}.`)
    : ok(number)
}

/** A parameter as it was typed: codes with commas between them, or a whole number within its limits. */
export const readParameter = (parameter: RuleParameter, text: string): Result<ParameterValue, 'bad-parameter'> =>
  parameter.kind === 'codes' ? readCodes(parameter, text) : readNumber(parameter, text)

/** As it is typed. */
export const parameterText = (value: ParameterValue): string =>
  typeof value === 'number' ? String(value) : value.join(', ')

const isSame = (one: ParameterValue, other: ParameterValue): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Those that differ from what the rule came with. */
export const setParameters = (parameters: readonly RuleParameter[], values: ParameterValues): ParameterValues =>
  Object.fromEntries(
    parameters.flatMap(({ name, default: usual }) => {
      const value = values[name]
      return value === undefined || isSame(value, usual) ? [] : [[name, value]]
    }),
  )
