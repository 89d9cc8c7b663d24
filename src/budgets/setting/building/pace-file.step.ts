import { readFile } from 'node:fs/promises'
import { type Result, ok, refused } from '#shared'
import { parse } from 'yaml'
import { type Pace, paceSchema } from '../method/pace.ts'
import { otherPaceNames } from '../method/paces.view.ts'

const names = 'trigger_percent, points_a_year, and if wanted floor_percent and ceiling_percent'

/** A pace from what somebody wrote: YAML or JSON with the four numbers. */
export function paceFrom(text: string, where: string): Result<Pace, 'pace'> {
  let value: unknown
  try {
    value = parse(text)
  } catch {
    return refused('pace', `${where} cannot be read: write one line each for ${names}.`)
  }
  const read = paceSchema(otherPaceNames()).safeParse(value)
  if (read.success) return ok(read.data)
  const problem = read.error.issues[0]!
  return refused('pace', `${where}: ${problem.path.join('.') || 'the whole'} ${problem.message}. It holds ${names}.`)
}

export async function readPaceFile(file: string): Promise<Result<Pace, 'pace'>> {
  try {
    return paceFrom(await readFile(file, 'utf8'), file)
  } catch {
    return refused('pace', `${file} cannot be opened. Give the file of the pace of change, or “usual”.`)
  }
}
