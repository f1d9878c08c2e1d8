/** How a server stops. */
export interface DrainSettings {
  /** How long the server reports that it is not ready before it stops accepting requests, in seconds. */
  readonly drainDelaySeconds: number
  /** How long running requests may take after that, in seconds. Then their connections are closed. */
  readonly drainTimeoutSeconds: number
}

export const defaultDrain: DrainSettings = { drainDelaySeconds: 0, drainTimeoutSeconds: 10 }
