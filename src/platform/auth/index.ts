export { idleSeconds, longestSessionMs } from './better-auth.ts'
export { openSignIn } from './open-sign-in.ts'
