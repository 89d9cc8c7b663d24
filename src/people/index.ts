export type { HeldPost, Person, Standing } from './posts/standing.ts'
