import type { Generated } from '#db'
import type { PlainDate } from '#shared'
import type { Kind, Status } from '../model/organisation.ts'

/** The tables and views of this room, for its stores and views. */
export type OrganisationTables = {
  'organisations.received_file': {
    file_no: Generated<number>
    sha256: string
    dataset: string
    as_at: PlainDate | null
    name: string
    rows_read: number
    rows_taken: number
    rows_skipped: number
    rows_unknown: number
    rows_rejected: number
    facts_changed: number
    received_at: Date
    received_by: string
  }
  'organisations.organisation': {
    code: string
    kind: Kind
    status: Status | null
    open_date: PlainDate | null
    close_date: PlainDate | null
    postcode: string | null
    file_no: number
  }
  'organisations.organisation_name': {
    code: string
    name: string
    from_date: PlainDate | null
    to_date: PlainDate | null
  }
  'organisations.membership': {
    member_code: string
    member_kind: Kind
    parent_code: string
    parent_kind: Kind
    from_date: PlainDate
    to_date: PlainDate | null
    dataset: string
    file_no: number
  }
  'organisations.list_count': {
    practice_code: string
    counted_on: PlainDate
    sexes: string[]
    age_bands: string[]
    patients: number[]
    file_no: number
  }
  'organisations.v_list_total': { practice_code: string; counted_on: PlainDate; patients: number }
}
