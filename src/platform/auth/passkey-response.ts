import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'

const base64url = z.string().regex(/^[\w-]{1,20000}$/)
const credential = { id: base64url, rawId: base64url, type: z.literal('public-key') }
const extensions = z.looseObject({}).default({})

const made = z.object({
  ...credential,
  clientExtensionResults: extensions,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])).optional(),
  }),
})
const used = z.object({
  ...credential,
  clientExtensionResults: extensions,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
})
const clientData = z.object({ challenge: base64url })

/** A response, and the challenge that it says it signed; the library looks whether it did. */
export interface PasskeyResponse<Given> {
  readonly given: Given
  readonly challenge: string
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** As the library wants it; nothing where what the browser sent is of another shape. */
function read<Given extends { response: { clientDataJSON: string } }>(
  text: string,
  schema: z.ZodType<Given>,
): PasskeyResponse<Given> | undefined {
  const given = schema.safeParse(parse(text)).data
  if (!given) return undefined
  const said = clientData.safeParse(parse(Buffer.from(given.response.clientDataJSON, 'base64url').toString())).data
  return said && { given, challenge: said.challenge }
}

export const readMadePasskey = (text: string): PasskeyResponse<RegistrationResponseJSON> | undefined => read(text, made)
export const readUsedPasskey = (text: string): PasskeyResponse<AuthenticationResponseJSON> | undefined =>
  read(text, used)
