import { readFileSync } from 'node:fs'

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** The statements of a query of this folder with its `{{places}}` filled; a place without a filling is a bug. */
export function lakeText(file: URL, fillings: Readonly<Record<string, string>> = {}): string {
  return readFileSync(file, 'utf8')
    .replaceAll(/^--.*$/gm, '')
    .replaceAll(/\{\{([\w-]+)\}\}/g, (_, place: string) => {
      const filling = fillings[place]
      if (filling === undefined) throw new Error(`nothing given for {{${place}}} in ${file.pathname}`)
      return filling
    })
    .trim()
}

const london = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** What a clock in London shows: `2007-11-20 10:00:00`. */
export const londonClock = (instant: Date): string => london.format(instant)
