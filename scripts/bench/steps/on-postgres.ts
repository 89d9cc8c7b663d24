import { readFileSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { demonstrationPrices } from '#demonstration'
import { openCluster } from '../../../src/platform/db/embedded/open-cluster.ts'
import { childrenOf } from '../child.ts'
import { cpuOf, measure } from '../measure.ts'
import { priceTables } from '../postgres/price-tables.ts'
import { type Place, expectOk, paths } from './place.ts'

const query = (name: string): string => readFileSync(new URL(`../postgres/${name}.sql`, import.meta.url), 'utf8')

/** As a person would set it up who knows that this is a bulk job on two cores and that it can be done again. */
const tuned = [
  'shared_buffers=1GB',
  'work_mem=256MB',
  'maintenance_work_mem=256MB',
  'max_wal_size=8GB',
  'synchronous_commit=off',
  'fsync=off',
  'full_page_writes=off',
  'jit=off',
  'max_parallel_workers_per_gather=2',
].flatMap((setting) => ['-c', setting])

async function copyIn(client: pg.Client, files: readonly string[]): Promise<void> {
  const columns = readFileSync(files[0]!, 'utf8').split('\n', 1)[0]!.split(',')
  await client.query(
    `DROP TABLE IF EXISTS raw; CREATE UNLOGGED TABLE raw (${columns.map((column) => `${column} text`).join(', ')})`,
  )
  for (const file of files) await client.query(`COPY raw FROM '${file}' (FORMAT csv, HEADER true)`)
  // Without statistics of the raw table the insert that follows is many times slower.
  await client.query('ANALYZE raw')
}

async function fillPrices(client: pg.Client, place: Place): Promise<void> {
  for (const { name, columns, rows } of priceTables(
    demonstrationPrices({ size: 'pct', seed: place.seed, lines: place.rows }),
  )) {
    await client.query(`CREATE TABLE ${name} (${columns})`)
    await client.query(`INSERT INTO ${name} SELECT * FROM jsonb_populate_recordset(NULL::${name}, $1)`, [
      JSON.stringify(
        rows.map((row) =>
          Object.fromEntries(columns.split(', ').map((column, at) => [column.split(' ')[0]!, row[at]])),
        ),
      ),
    ])
    await client.query(`ANALYZE ${name}`)
  }
}

const backendPeak = async (client: pg.Client): Promise<number> => {
  const {
    rows: [row],
  } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const status = readFileSync(`/proc/${row!.pid}/status`, 'utf8')
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}

/** The server with its workers, running and done: what they used, in seconds. */
async function serverCpu(client: pg.Client): Promise<() => number> {
  const { rows } = await client.query<{ pid: number }>(
    "SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)::integer AS pid",
  )
  const server = rows[0]!.pid
  return () => [server, ...childrenOf(server)].reduce((sum, pid) => sum + cpuOf(pid), 0)
}

/** The same two jobs on PostgreSQL: the files into typed rows, then price and roll-up. */
async function compare(client: pg.Client, place: Place) {
  const cpu = await serverCpu(client)
  const { measured: takenIn } = await measure(async () => {
    await copyIn(client, paths(place))
    await client.query(query('take-in'))
  }, cpu)
  await fillPrices(client, place)
  const { measured: priced } = await measure(async () => void (await client.query(query('price'))), cpu)
  const {
    rows: [sum],
  } = await client.query<{ lines: string; priced: string; pence: string }>(
    'SELECT count(*) AS lines, count(price_pence) AS priced, sum(price_pence) AS pence FROM priced',
  )
  const {
    rows: [version],
  } = await client.query<{ server_version: string }>('SHOW server_version')
  return {
    takenIn,
    priced,
    lines: Number(sum!.lines),
    pricedLines: Number(sum!.priced),
    pricePence: Number(sum!.pence),
    version: version!.server_version,
    peakMegabytes: await backendPeak(client),
  }
}

export async function onPostgres(place: Place) {
  const root = join(place.folder, 'postgres-alone')
  await mkdir(root, { recursive: true })
  await chmod(place.folder, 0o755)
  const cluster = expectOk(await openCluster({ root, password: 'for-the-bench-only', words: tuned }))
  const client = new pg.Client({ connectionString: cluster.url, application_name: cluster.name })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await compare(client, place)
  } finally {
    await client.end()
    await cluster.close()
  }
}
