import { readFileSync } from 'node:fs'

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** The text of a query that lies in a file, its places `{{name}}` filled; a place without a filling is a bug, and throws. */
export function lakeQuery(file: URL, fillings: Readonly<Record<string, string>>): string {
  return readFileSync(file, 'utf8')
    .replaceAll(/^--.*$/gm, '')
    .replaceAll(/\{\{([\w-]+)\}\}/g, (_, place: string) => {
      const filling = fillings[place]
      if (filling === undefined) throw new Error(`nothing given for {{${place}}} in ${file.pathname}`)
      return filling
    })
    .trim()
}
