/**
 * Joins the episodes of a spell. The spell has the admission of its first episode, the discharge of its last, and is
 * called by its first episode's key; its month is that of the discharge (national PbR definitions: a spell takes the
 * admission method of its first episode and the date of its discharge).
 */

const order = 'e.episode_day, e.episode_order, e.line_no'
const first = (name: string): string => `first(e.${name} ORDER BY ${order}) FILTER (WHERE e.${name} IS NOT NULL)`
const last = (name: string): string => `last(e.${name} ORDER BY ${order}) FILTER (WHERE e.${name} IS NOT NULL)`

const lasting = new Set(['end_date', 'discharge_method', 'discharge_destination'])
const lists = new Set(['diagnoses', 'procedures'])
const made = new Set(['month', 'end_date', 'start_date'])

function columnOf(name: string): string {
  if (lists.has(name)) return `string_agg(e.${name}, '|' ORDER BY ${order}) AS ${name}`
  return `${lasting.has(name) ? last(name) : first(name)} AS ${name}`
}

/** Each code of a list once, in the order it first stands there. */
const once = (name: string): string => `nullif(array_to_string(list_filter(string_split(s.${name}, '|'),
  lambda code, place: list_position(string_split(s.${name}, '|'), code) = place), '|'), '') AS ${name}`

export function spellsSql(episodes: string, spells: string, names: readonly string[]): string {
  const cells = names.filter((name) => name !== 'month' && name !== 'start_date').map(columnOf)
  const outer = names.filter((name) => !made.has(name)).map((name) => (lists.has(name) ? once(name) : `s.${name}`))
  return `CREATE TABLE ${spells} AS
    SELECT s.line_no, s.episodes, s.start_date, s.end_date, strftime(s.end_date, '%Y-%m')::month_word AS month, ${outer.join(', ')}
    FROM (SELECT e.spell_key, first(e.line_no ORDER BY ${order}) AS line_no, list(e.line_no) AS episodes, min(e.start_date) AS start_date,
      ${cells.join(', ')} FROM ${episodes} AS e GROUP BY e.spell_key) AS s`
}

/** Spells nobody was discharged from: all their episodes wait. */
export const openEpisodesSql = (spells: string): string =>
  `SELECT unnest(s.episodes) AS line_no FROM ${spells} AS s WHERE s.end_date IS NULL`
