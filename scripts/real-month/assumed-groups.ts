import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

/**
 * The practices of one commissioner in the groups they would form in July 2019, put into assumed groups from April 2013 until then.
 * Only the dates and the group codes are assumed; codes of practices and networks are the published ones.
 */
export async function assumedGroups(shared: string): Promise<{ organisations: string; memberships: string }> {
  const text = readFileSync(join(shared, 'data/ods/brent_practices_joined.csv'), 'utf8')
  const rows: { practice_code: string; pcn_code: string; status: string }[] = parse(text, { columns: true, bom: true })
  const practices = rows.filter(({ pcn_code: network, status }) => network !== '' && status === 'A')
  const networks = [...new Set(practices.map(({ pcn_code: network }) => network))].toSorted()
  const groupOf = (network: string): string => `LOC${networks.indexOf(network) + 1}`
  return {
    organisations: [
      'code,name,kind,open_date,close_date,postcode',
      ...networks.map((network, at) => `${groupOf(network)},Assumed group ${at + 1},group,2013-04-01,2019-07-01,`),
      '',
    ].join('\n'),
    memberships: [
      'member,parent,from,to',
      ...practices.map(
        ({ practice_code: code, pcn_code: network }) => `${code},${groupOf(network)},2013-04-01,2019-07-01`,
      ),
      '',
    ].join('\n'),
  }
}
