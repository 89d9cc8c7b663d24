import { sql } from '#db'
import type { Check, Ctx } from '#platform'

interface Found {
  readonly words: string
}

const words = async (ctx: Ctx, query: ReturnType<typeof sql<Found>>): Promise<string[]> =>
  (await query.execute(ctx.db)).rows.map((row) => row.words)

const overlapping = sql<Found>`
  select format('%s is in %s and in %s at the same time, from %s.',
    a.member_code, a.parent_code, b.parent_code, b.from_date) as words
  from organisations.membership a
  join organisations.membership b on b.member_code = a.member_code and b.parent_kind = a.parent_kind
    and (b.from_date, b.parent_code) > (a.from_date, a.parent_code)
    and (a.to_date is null or b.from_date < a.to_date)
  order by a.member_code
`

const unnamed = sql<Found>`
  select format('%s has %s names now; it must have one.', o.code, count(n.code)) as words
  from organisations.organisation o
  left join organisations.organisation_name n on n.code = o.code and n.to_date is null
  group by o.code having count(n.code) <> 1 order by o.code
`

const gaps = sql<Found>`
  select format('The names of %s leave days without a name or with two, around %s.',
    later.code, later.from_date) as words
  from (
    select n.code, n.from_date,
      lag(n.to_date) over (partition by n.code order by n.from_date nulls first) as before
    from organisations.organisation_name n
  ) as later
  where later.before is distinct from later.from_date
  order by later.code
`

const strangers = sql<Found>`
  select format('%s has a list counted on %s and is a %s, not a practice.',
    c.practice_code, c.counted_on, o.kind) as words
  from organisations.list_count c join organisations.organisation o on o.code = c.practice_code
  where o.kind <> 'practice' order by c.practice_code, c.counted_on
`

/** What `locality verify` holds this room's tables to, whoever wrote them. */
export const checks: readonly Check[] = [
  { name: 'nobody is in two places of one kind at the same time', run: (ctx) => words(ctx, overlapping) },
  { name: 'every organisation has one name now', run: (ctx) => words(ctx, unnamed) },
  { name: 'every organisation has one name on every day', run: (ctx) => words(ctx, gaps) },
  { name: 'only practices have lists', run: (ctx) => words(ctx, strangers) },
]
