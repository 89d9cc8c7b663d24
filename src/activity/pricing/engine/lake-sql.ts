import { readFileSync } from 'node:fs'

/** The text of a query of this room with its `{{places}}` filled; a place left empty, or a filling without a place, is a bug. */
export function lakeSql(file: URL, fillings: Readonly<Record<string, string>> = {}): string {
  const open = new Set<string>()
  const text = readFileSync(file, 'utf8')
    .replaceAll(/^--.*$/gm, '')
    .replaceAll(/\{\{([\w-]+)\}\}/g, (_, place: string) => {
      const filling = fillings[place]
      if (filling === undefined) throw new Error(`nothing given for {{${place}}} in ${file.pathname}`)
      open.add(place)
      return filling
    })
  const idle = Object.keys(fillings).filter((place) => !open.has(place))
  if (idle.length > 0) throw new Error(`no place for ${idle.join(', ')} in ${file.pathname}`)
  return text.trim()
}

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

export const quotedList = (texts: readonly string[]): string => texts.map(quoted).join(', ')
