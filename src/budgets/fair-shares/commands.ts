import type { Command } from '#terminal'

export const commands: readonly Command[] = []
