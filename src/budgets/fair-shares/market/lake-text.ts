import { readFileSync } from 'node:fs'

/** A query of this room with its `{{places}}` filled. */
export const lakeText = (file: URL, fillings: Readonly<Record<string, string>>): string =>
  readFileSync(file, 'utf8')
    .replaceAll(/^--.*$/gm, '')
    .replaceAll(/\{\{([\w-]+)\}\}/g, (_, place: string) => {
      const filling = fillings[place]
      if (filling === undefined) throw new Error(`nothing given for {{${place}}} in ${file.pathname}`)
      return filling
    })
    .trim()

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
