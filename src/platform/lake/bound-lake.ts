import { type Scope, mayDo } from '#shared'
import type { FilesOptions, Lake } from './lake.ts'
import { reachSql } from './reach-sql.ts'

/** What a folder of the lake holds decides what is kept of its files. */
const folderOf = (path: string): string => path.split('/')[0] ?? ''

/** A roll-up lies in the folder of its month. */
const monthOfFile = "split_part(replace(f.filename, '\\', '/'), '/', -2)"

interface Bound {
  /** What is kept of the rows of a file: a condition on `f`. */
  readonly keep: string
  /** Columns written otherwise than they are. */
  readonly instead?: string
}

/** Pseudonyms are for whoever may ask who a line is about; codes that the law keeps back are for the practice. */
function insteadOf(scope: Scope, hiding: string): string {
  const asks = mayDo(scope, 'identity.open') || mayDo(scope, 'identity.check')
  return [...(asks ? [] : ['NULL::BIGINT AS patient']), ...(scope.seesRestrictedCodes ? [] : [hiding])].join(', ')
}

/** How files of one folder are shown to somebody; nothing of a folder that is not named. */
function boundOf(folder: string, scope: Scope, hiding: string): Bound {
  const nothing = { keep: 'false' }
  // A token may carry less than its post: a post that sees lines asks by it for sums alone.
  const seesLines = scope.detail === 'lines' && mayDo(scope, 'line.read')
  switch (folder) {
    case 'activity':
      return seesLines ? { keep: reachSql(scope, 'f.month'), instead: insteadOf(scope, hiding) } : nothing
    // The price of a line says nothing of whose it is; it is only ever seen beside a line.
    case 'prices':
      return seesLines ? { keep: 'true' } : nothing
    case 'rollups':
      return !mayDo(scope, 'statement.read') ? nothing : { keep: reachSql(scope, monthOfFile) }
    // Prescribing has no provider and no patient: whoever sees budgets sees that of their practices.
    case 'prescribing':
      return mayDo(scope, 'budget.read') && scope.providers === 'all' ? { keep: reachSql(scope, 'f.month') } : nothing
    case 'aggregates':
      return mayDo(scope, 'activity.read-imports') ? { keep: 'true' } : nothing
    default:
      return nothing
  }
}

/** Who takes activity or prescribing in, or prices a year of lines for a budget; what they build from is bound to them all the same. */
const builds = (scope: Scope): boolean =>
  mayDo(scope, 'activity.import') || mayDo(scope, 'prescribing.import') || mayDo(scope, 'budget.set')

const literals = /'(?:[^']|'')*'/g
/** Ways in which a query could read a file by itself, once what it was given and its literals are taken out. */
const reaching =
  /\b(read_\w+|parquet_\w+|glob|sniff_csv|duckdb_\w+|pragma\w*)\s*\(|\b(FROM|JOIN|ATTACH|COPY|IMPORT|EXPORT)\s+(\?|@)/i

/**
 * The lake as somebody may see it. Files come only through `files`, which keeps what is not theirs out, whatever the query
 * around it asks; a query that would read a file in any other way is a fault and is refused.
 */
export function boundLake(lake: Lake, scope: Scope, hiding: string): Lake {
  const given = new Set<string>()
  const files = (paths: readonly string[], options?: FilesOptions): string => {
    if (paths.length === 0) return lake.files(paths, options)
    const folders = [...new Set(paths.map(folderOf))]
    if (folders.length !== 1) throw new RangeError('files of one folder of the lake are read together')
    const { keep, instead } = boundOf(folders[0]!, scope, hiding)
    const source = lake.files(paths, options)
    const name = folders[0] === 'rollups' ? 'f.filename, ' : ''
    const text = `(SELECT ${name}f.*${instead ? ` REPLACE (${instead})` : ''} FROM ${source} AS f WHERE ${keep})`
    given.add(text)
    return text
  }
  const checked = (sql: string): string => {
    const rest = [...given]
      .toSorted((a, b) => b.length - a.length)
      .reduce((text, own) => text.replaceAll(own, ' given '), sql)
    if (reaching.test(rest.replaceAll(literals, '?')))
      throw new Error('a query that is not the product’s own work reads the lake only through the files it was given')
    return sql
  }
  return {
    folder: lake.folder,
    files,
    read: (sql, parameters) => lake.read(checked(sql), parameters),
    build: (work, options) => {
      if (!builds(scope)) throw new Error('whoever may not take anything in builds nothing')
      return lake.build(work, options)
    },
    close: async () => undefined,
  }
}
