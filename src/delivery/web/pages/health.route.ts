import { sql } from '#db'
import { type Route, defineRoute, json, noInput } from '#ui'

/** For whatever watches the server: whether it answers, and whether its database does. */
export const healthRoute = (version: string): Route =>
  defineRoute({
    method: 'GET',
    path: '/health',
    permission: 'public',
    audit: null,
    input: noInput,
    async handle(ctx) {
      const database = await sql`SELECT 1`.execute(ctx.db).then(
        () => 'answers',
        () => 'does not answer',
      )
      const well = database === 'answers'
      return json({ status: well ? 'well' : 'unwell', version, database }, well ? 200 : 503)
    },
  })
