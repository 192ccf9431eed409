/** The task was canceled, or another worker has gone on with it: what is not stored yet must not be. */
export class Superseded extends Error {
  override readonly name = 'Superseded';

  constructor() {
    super('the task was canceled or taken over');
  }
}
