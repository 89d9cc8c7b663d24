import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Result, ok, refused } from '#shared'

/** PostgreSQL refuses to run as root; this is who it runs as instead. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** How a program is started: by whom, and through which other program when that one cannot reach its files by itself. */
export interface Launch {
  readonly account?: Account
  readonly prefix: readonly string[]
}

export const isRoot = (): boolean => process.getuid?.() === 0

function accounts(): Account[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  return lines
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}

/** Whoever owns the cluster already; else `postgres` where the machine has it, else `nobody`. */
function chooseAccount(clusterFolder: string): Account | undefined {
  const known = accounts()
  const owner = existsSync(clusterFolder) ? statSync(clusterFolder).uid : 0
  if (owner !== 0) return known.find((account) => account.uid === owner)
  return known.find((account) => account.name === 'postgres') ?? known.find((account) => account.name === 'nobody')
}

function ancestors(path: string): string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [path, ...ancestors(parent)]
}

function maySearch(folder: string, account: Account): boolean {
  const { mode, uid, gid } = statSync(folder)
  if (uid === account.uid) return (mode & 0o100) !== 0
  return (mode & (gid === account.gid ? 0o010 : 0o001)) !== 0
}

const closedFolder = (paths: readonly string[], account: Account): string | undefined =>
  paths.flatMap((path) => ancestors(path)).find((folder) => existsSync(folder) && !maySearch(folder, account))

/** Positions of the two capabilities in the kernel's mask: either lets a process pass through folders closed to it. */
const searchCapabilities = [
  ['dac_read_search', 2],
  ['dac_override', 1],
] as const

function heldCapability(): string | undefined {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : ''
  const mask = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`)
  return searchCapabilities.find(([, bit]) => (mask >> BigInt(bit)) & 1n)?.[0]
}

const setprivPaths = ['/usr/bin/setpriv', '/bin/setpriv', '/usr/local/bin/setpriv']

function throughSetpriv(account: Account, closed: string): Result<Launch, 'unusable'> {
  const setpriv = setprivPaths.find((path) => existsSync(path))
  const capability = heldCapability()
  if (!setpriv || !capability) {
    return refused(
      'unusable',
      `PostgreSQL does not run as root, and the account “${account.name}” it would run as cannot pass ` +
        `through ${closed}. Do one of these: run Locality as an ordinary user; keep the data (and the program) in a folder ` +
        `others may pass through, for example with “chmod o+x ${closed}”; or give a server in DATABASE_URL.`,
    )
  }
  const id = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups']
  return ok({ prefix: [setpriv, ...id, `--inh-caps=+${capability}`, `--ambient-caps=+${capability}`, '--'], account })
}

/**
 * An ordinary user starts PostgreSQL as themselves. Root starts it as somebody else; where that somebody cannot get
 * to the files (a home folder closed to others), it is given the one right it lacks, passing through folders.
 */
export function planLaunch(clusterFolder: string, binariesFolder: string): Result<Launch, 'unusable'> {
  if (!isRoot()) return ok({ prefix: [] })
  const account = chooseAccount(clusterFolder)
  if (!account) {
    return refused(
      'unusable',
      'PostgreSQL does not run as root, and this machine has no account “postgres” or “nobody” to run it as. ' +
        'Run Locality as an ordinary user, add such an account, or give a server in DATABASE_URL.',
    )
  }
  const closed = closedFolder([dirname(clusterFolder), binariesFolder], account)
  return closed ? throughSetpriv(account, closed) : ok({ prefix: [], account })
}
