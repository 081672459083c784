/** The streams of one register on a server that may hold several registers, and other things. */
export interface RegisterStreams {
  /** What the name of every stream with the register's own events begins with. */
  readonly prefix: string;
  /** Where the events of one of the domain's streams are. */
  of(stream: string): string;
  /** The domain's stream, or undefined when it is not of this register. */
  domainStream(stored: string): string | undefined;
  /** One of the streams that tell which streams a command went to. */
  commands(bucket: string): string;
  readonly knownMarks: string;
  readonly imports: string;
}

const REGISTER = /^[a-z0-9][a-z0-9-]{0,49}$/;

/**
 * @param register its name: lowercase letters, digits and hyphens
 * @throws RangeError
 */
export function registerStreams(register: string): RegisterStreams {
  if (!REGISTER.test(register)) throw new RangeError(`"${register}" is not a name for a register`);
  // A register's name has no dot, so these are nobody's events: `registro:` is not the beginning of `registro.marks`.
  const prefix = `${register}:`;
  return {
    prefix,
    of: (stream) => `${prefix}${stream}`,
    domainStream: (stored) => (stored.startsWith(prefix) ? stored.slice(prefix.length) : undefined),
    commands: (bucket) => `${register}.commands:${bucket}`,
    knownMarks: `${register}.marks`,
    imports: `${register}.imports`,
  };
}
