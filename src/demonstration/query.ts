import { readFileSync } from 'node:fs'

/** The text of a query that lies in a file of this room, named from the room: `activity/make-lines.lake.sql`. */
export const query = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8')

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
