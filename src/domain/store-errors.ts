/** The store cannot be used as it is; the message says why and what to do. Stops the start. */
export class StoreUnusableError extends Error {
  override readonly name: string = 'StoreUnusableError';
}

/** Another process serves from the same folder. */
export class StoreInUseError extends StoreUnusableError {
  override readonly name = 'StoreInUseError';
}
