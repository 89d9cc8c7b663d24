import { sql } from '#db'
import type { Ctx } from '#platform'

/** Ends a connection to the database as a power cut would, from another one. */
async function cut(ctx: Ctx, pid: number): Promise<void> {
  await sql`SELECT pg_terminate_backend(${pid})`.execute(ctx.db)
}

/**
 * A workbench whose transaction loses its database after its nth query: every gap between two writes, and the one before the end. `owner`
 * may end connections; the application may not.
 */
export function cutAfter(ctx: Ctx, owner: Ctx, nth: number): { readonly ctx: Ctx; readonly hit: () => boolean } {
  let hit = false
  const transaction: Ctx['transaction'] = (work) =>
    ctx.transaction(async (tx) => {
      const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx)
      let queries = 0
      const counted = tx.withPlugin({
        transformQuery: ({ node }) => node,
        async transformResult({ result }) {
          queries += 1
          if (queries === nth) {
            await cut(owner, rows[0]!.pid)
            hit = true
          }
          return result
        },
      })
      return work(counted)
    })
  return { ctx: { ...ctx, transaction }, hit: () => hit }
}
