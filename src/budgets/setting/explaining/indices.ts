import type { FullAmount } from '../versions/budget.ts'
import type { Indices } from './sentence.ts'

type Part = Pick<FullAmount, 'ageIndex' | 'needIndex' | 'fairSharePence'>

/** The mean over the lines of a budget, by what each line gives as a fair share; nothing where no line has the index. */
function meanOf(parts: readonly Part[], key: 'ageIndex' | 'needIndex'): number | null {
  const some = parts.filter((part) => part[key] !== null)
  const weight = some.reduce((sum, { fairSharePence }) => sum + fairSharePence, 0)
  if (weight === 0) return null
  return some.reduce((sum, part) => sum + part[key]! * part.fairSharePence, 0) / weight
}

export const indicesOf = (parts: readonly Part[]): Indices => ({
  age: meanOf(parts, 'ageIndex'),
  need: meanOf(parts, 'needIndex'),
})
