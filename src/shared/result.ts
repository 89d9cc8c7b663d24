/** An expected outcome: it worked, or it was refused for a reason a person can act on. Bugs throw instead. */
export type Result<Value, Code extends string = string> = Ok<Value> | Refused<Code>

export interface Ok<Value> {
  readonly ok: true
  readonly value: Value
}

/** `message` is a whole sentence for the person who asked: what is wrong, where, and what to do. */
export interface Refused<Code extends string = string> {
  readonly ok: false
  readonly code: Code
  readonly message: string
}

export const ok = <Value>(value: Value): Ok<Value> => ({ ok: true, value })

export const refused = <Code extends string>(code: Code, message: string): Refused<Code> => ({
  ok: false,
  code,
  message,
})
