/** A server that tests may make databases on, with a database that has every migration, to be cloned. */
export interface TestServer {
  readonly name: string
  /** As the owner, to the database `postgres`. */
  readonly url: string
  readonly template: string
  /** Where what several test files begin from is kept until the run is over. */
  readonly folder: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** The one that this project of the run is about, as a list for `describe.each`. */
    testServers: [TestServer]
  }
}
