import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

/**
 * Writes a PLCM month of invented patients on real practices, HRGs and prices.
 * Usage: node scripts/run.mjs scripts/real-month/generate-plcm.ts SHARED_FOLDER OUTPUT.csv [LINES]
 */
const [shared, output, lines = '100000'] = process.argv.slice(2)
if (!shared || !output || !existsSync(join(shared, 'data')))
  throw new Error('give the folder of public files and the file to write')

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
const published = (...parts: string[]): string => quoted(join(shared, 'data', ...parts))
const settings: Record<string, string> = {
  lines,
  provider: "'R1K'",
  commissioner: "'07P'",
  year: "'201718'",
  number: "'7'",
  first: "'2017-10-01'",
  seed: '42',
}

const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
const connection = await instance.connect()
await connection.run(`CREATE TABLE practices AS
  SELECT joined.practice_code AS code FROM read_csv(${published('ods', 'brent_practices_joined.csv')}, header = true, all_varchar = true) AS joined
  WHERE joined.status = 'A'`)
await connection.run(`CREATE TABLE prices AS
  SELECT hrg, try_cast(outpatient_procedure_gbp AS DECIMAL(12, 2)) AS outpatient_procedure, try_cast(combined_dc_el_gbp AS DECIMAL(12, 2)) AS combined,
    try_cast(day_case_gbp AS DECIMAL(12, 2)) AS day_case, try_cast(ordinary_elective_gbp AS DECIMAL(12, 2)) AS elective,
    try_cast(non_elective_gbp AS DECIMAL(12, 2)) AS non_elective, try_cast(elective_trim_days AS INTEGER) AS elective_trim,
    try_cast(non_elective_trim_days AS INTEGER) AS non_elective_trim, try_cast(per_day_long_stay_gbp AS DECIMAL(12, 2)) AS per_day
  FROM read_csv(${published('tariff', 'national_tariff_2017-19_apc_oproc.csv')}, header = true, all_varchar = true) WHERE year = '2017/18'`)
const count = async (table: string): Promise<string> =>
  String((await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM ${table}`)).getRows()[0]![0])
settings['practices'] = await count('practices')
settings['prices'] = await count('prices WHERE prices.non_elective IS NOT NULL')
const query = readFileSync(new URL('plcm.lake.sql', import.meta.url), 'utf8')
  .replaceAll(/^\s*--.*$/gm, '')
  .replaceAll(/\$(\w+)/g, (_, name: string) => settings[name]!)
await connection.run(`COPY (${query} ORDER BY checked.i) TO ${quoted(output)} (HEADER, DELIMITER ',')`)
process.stdout.write(`${lines} lines written to ${output}\n`)
