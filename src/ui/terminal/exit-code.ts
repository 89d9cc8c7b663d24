/** How a command ended, for scripts: 2 is a mistake in what was typed, 3 a refusal that took nothing, 4 somebody else holds it. */
export const exits = { done: 0, bug: 1, usage: 2, refused: 3, busy: 4 } as const

export type ExitCode = (typeof exits)[keyof typeof exits]
