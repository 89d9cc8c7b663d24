import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { renderToStaticMarkup } from 'react-dom/server'
import { nothingAtAll } from '#shared'
import { type PageContent, PageShell, type ShellFacts } from '#ui'
import { type WebContext, askedOf } from './asked.ts'
import { takeBanner } from './cookies.ts'
import type { Admitted } from './gate.ts'
import { navigationFor } from './navigation.ts'
import { opensFor } from './opens.ts'
import { makeToken } from './signing.ts'
import type { WebSetting } from './web-setting.ts'

const gzipped = promisify(gzip)

/** Where a page could not even find out who asks. */
const nobodyIn = ({ ctx }: WebSetting): Admitted => ({ ctx: { ...ctx, scope: nothingAtAll }, cookies: [] })

function factsFor(c: WebContext, setting: WebSetting, path: string): ShellFacts {
  const admitted = c.get('admitted') ?? nobodyIn(setting)
  const { vocabulary } = admitted.ctx
  return {
    assets: setting.assets.paths,
    nonce: c.get('nonce'),
    navigation: navigationFor(setting.routes, admitted, path),
    ...(admitted.visitor && { visitor: admitted.visitor }),
    version: setting.version,
    vocabulary: vocabulary.title,
    demonstration: setting.demonstration,
    banner: takeBanner(c, setting),
  }
}

function markup(c: WebContext, setting: WebSetting, content: PageContent): string {
  const { url, session } = askedOf(c)
  const view = {
    url,
    token: makeToken(setting.secret, session),
    errors: content.errors ?? {},
    values: content.values ?? {},
    disclosure: (c.get('admitted')?.ctx.scope ?? nothingAtAll).smallNumbers,
    opens: opensFor(setting, c.get('admitted') ?? nobodyIn(setting)),
  }
  const facts = factsFor(c, setting, url.pathname)
  return '<!DOCTYPE html>' + renderToStaticMarkup(<PageShell facts={facts} content={content} view={view} />)
}

const statusOf = (content: PageContent): number =>
  content.status ?? (Object.keys(content.errors ?? {}).length > 0 ? 422 : 200)

/** Sends text, compressed when the browser takes that and it is worth it. */
export async function sendText(c: WebContext, text: string, type: string, status: number): Promise<Response> {
  const headers: Record<string, string> = { 'content-type': type, vary: 'Accept-Encoding' }
  const small = text.length < 1400 || !/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
  if (!small) headers['content-encoding'] = 'gzip'
  const body = small ? text : new Uint8Array(await gzipped(text, { level: 5 }))
  return c.newResponse(body, status as 200, headers)
}

export const renderPage = async (c: WebContext, setting: WebSetting, content: PageContent): Promise<Response> =>
  sendText(c, markup(c, setting, content), 'text/html; charset=utf-8', statusOf(content))
