/** What a server answered, read whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body; a test says by what it expects what it is. */
  readonly body: Readonly<Record<string, unknown>>;
}
