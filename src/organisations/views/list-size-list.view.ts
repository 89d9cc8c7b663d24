import { type Database, sql } from '#db'
import type { PlainDate } from '#shared'
import type { Sex } from '../model/list-count.ts'

/** Registered patients of one practice, sex and age band on a day they were counted. */
export interface ListedSize {
  readonly practice: string
  readonly countedOn: PlainDate
  readonly sex: Sex
  readonly ageBand: string
  readonly patients: number
}

export interface SizeQuestion {
  /** Of each practice the latest count up to this day; every count without. */
  readonly date?: PlainDate
  readonly practice?: string
  readonly limit: number
  /** Only what comes behind, in the order of the list. */
  readonly after?: Omit<ListedSize, 'patients'>
}

/**
 * List sizes cell by cell, by practice, day, sex and the name of the band. Practices before the last one are left out before
 * anything is unfolded, so that a late page costs no more than the first.
 */
export async function listSizes(db: Database, question: SizeQuestion): Promise<ListedSize[]> {
  const { date, practice, limit, after } = question
  const { rows } = await sql<ListedSize>`
    select s.practice_code as practice, s.counted_on as "countedOn", s.sex, s.age_band as "ageBand", s.patients
    from organisations.v_list_size s
    where (${date ?? null}::date is null or s.counted_on = (select max(t.counted_on) from organisations.v_list_total t
        where t.practice_code = s.practice_code and t.counted_on <= ${date ?? null}))
      and (${practice ?? null}::text is null or s.practice_code = ${practice ?? null})
      and (${after?.practice ?? null}::text is null or (s.practice_code >= ${after?.practice ?? ''}
        and (s.practice_code, s.counted_on, s.sex collate "C", s.age_band collate "C")
          > (${after?.practice ?? ''}, ${after?.countedOn ?? null}::date, ${after?.sex ?? ''}, ${after?.ageBand ?? ''})))
    order by s.practice_code, s.counted_on, s.sex collate "C", s.age_band collate "C" limit ${limit}
  `.execute(db)
  return rows
}
