import { type Buffer } from 'node:buffer'

export type KeyName = 'pseudonym' | 'vault'

/** The one folder that holds everything of one installation: stores, received files, keys. */
export interface DataFolder {
  readonly root: string
  path(...parts: string[]): string
  /** 32 random bytes, made when the folder was. */
  key(name: KeyName): Promise<Buffer>
}
