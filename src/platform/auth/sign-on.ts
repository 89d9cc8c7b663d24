import { readFile } from 'node:fs/promises'
import { type Result, ok, refused } from '#shared'
import { parse } from 'yaml'
import { z } from 'zod'
import type { DataFolder } from '../files/data-folder.ts'

const isLoopback = ({ hostname }: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

const issuer = z.url().refine((text) => {
  const url = new URL(text)
  return (url.protocol === 'https:' || isLoopback(url)) && !url.search && !url.hash
}, 'an issuer begins with https:// and has no question mark')

const provider = z
  .strictObject({
    /** As it stands in addresses. */
    name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'a name is small letters, figures and hyphens'),
    /** As it stands on the button: NHSmail. */
    title: z.string().min(1).max(60),
    issuer,
    client_id: z.string().min(1),
    client_secret: z.string().min(1).optional(),
    /** The environment variable that holds the secret, where it is not to lie in a file. */
    client_secret_variable: z.string().min(1).optional(),
    client_authentication: z.enum(['post', 'basic']).default('post'),
    scopes: z.array(z.string().min(1)).default(['openid', 'profile', 'email']),
    email_claim: z.string().default('email'),
    /** What says that the address was proved to be theirs: `email_verified`; for Microsoft Entra the optional claim `xms_edov`. */
    verified_claim: z.string().default('email_verified'),
  })
  .refine(({ name }) => name !== 'credential', 'this name is taken')
  .refine(
    (given) => (given.client_secret === undefined) !== (given.client_secret_variable === undefined),
    'give either client_secret or client_secret_variable',
  )

const file = z.strictObject({
  providers: z
    .array(provider)
    .min(1)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two providers have one name'),
})

/** Somebody who says for others who they are, such as NHSmail or Care Identity, by OpenID Connect. */
export interface Provider {
  readonly name: string
  readonly title: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly authentication: 'post' | 'basic'
  readonly scopes: readonly string[]
  readonly emailClaim: string
  readonly verifiedClaim: string
}

type Environment = Readonly<Record<string, string | undefined>>

function providerOf(given: z.output<typeof provider>, environment: Environment): Provider | undefined {
  const variable = given.client_secret_variable
  const clientSecret = variable === undefined ? given.client_secret : environment[variable]
  if (!clientSecret) return undefined
  return {
    name: given.name,
    title: given.title,
    issuer: given.issuer,
    clientId: given.client_id,
    clientSecret,
    authentication: given.client_authentication,
    scopes: given.scopes,
    emailClaim: given.email_claim,
    verifiedClaim: given.verified_claim,
  }
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function parsed(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}

const problemsOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`).join('; ')

/**
 * The identity providers named in `sign-on.yaml` in the data folder. Without that file there are none, and signing in speaks to
 * nobody outside. No secret ever stands in what is refused.
 */
export async function readSignOn(
  folder: Pick<DataFolder, 'path'>,
  environment: Environment = process.env,
): Promise<Result<readonly Provider[], 'sign-on'>> {
  const path = folder.path('sign-on.yaml')
  const text = await readText(path)
  if (text === undefined) return ok([])
  const read = file.safeParse(parsed(text))
  if (!read.success)
    return refused(
      'sign-on',
      `${path} does not say how to sign on: ${problemsOf(read.error)}. Put it right, or remove it.`,
    )
  const found = read.data.providers.map((given) => ({ given, provider: providerOf(given, environment) }))
  const without = found.find((one) => !one.provider)?.given
  if (without)
    return refused(
      'sign-on',
      `${path} takes the secret of “${without.name}” from the environment variable ${without.client_secret_variable}, ` +
        'which is not set. Set it and start again.',
    )
  return ok(found.map((one) => one.provider!))
}
