/** Who calls, where the connection needs it. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Where an EventStoreDB is. */
export interface Location {
  /** Connection string for the client, without credentials. */
  readonly url: string;
  readonly credentials: Credentials | undefined;
  /** Hosts alone: what may stand in a message or a log. */
  readonly name: string;
}

const CONNECTION = /^(esdb(?:\+discover)?):\/\/(?:([^:@/?]+):([^@/?]*)@)?([^@/?]+)\/?(?:\?(.*))?$/;

const ADDRESS = /^(\d+(\.\d+){3}|\[.*\])(:\d+)?$/;

/**
 * Takes a connection string apart (`esdb://host:2113?tls=false`, `esdb://a:2113,b:2113`, `esdb+discover://name`).
 * Credentials given beside it win over those in it.
 * @param caFile PEM file of the authority that signed the server's certificate
 * @throws RangeError when it is not one, when another node than the leader would be read, or when a connection over TLS comes
 *   without credentials or without a name; never quotes the string
 */
export function parseLocation(url: string, credentials?: Credentials, caFile?: string): Location {
  const [, scheme, username, password, hosts, given = ''] = CONNECTION.exec(url) ?? [];
  if (scheme === undefined || hosts === undefined) {
    throw new RangeError('the EventStoreDB is given as esdb://host:port?tls=false, or with TLS and credentials');
  }
  const said = new URLSearchParams(given);
  // Any other node may be behind: what was acknowledged would be missing from what is read a moment later.
  if ((said.get('nodePreference') ?? 'leader') !== 'leader') {
    throw new RangeError(`EventStoreDB at ${hosts}: it is read at its leader only`);
  }
  const secure = said.get('tls') !== 'false';
  const caller =
    credentials ??
    (username !== undefined && password !== undefined
      ? { username: decodeURIComponent(username), password: decodeURIComponent(password) }
      : undefined);
  // Node checks a certificate against a name only.
  if (secure && hosts.split(',').some((host) => ADDRESS.test(host))) {
    throw new RangeError(`EventStoreDB at ${hosts}: a connection over TLS needs the server's name, not its address`);
  }
  if (secure && !caller) throw new RangeError(`EventStoreDB at ${hosts}: a connection over TLS needs credentials`);
  const settings = [given, caFile === undefined ? '' : `tlsCAFile=${encodeURIComponent(caFile)}`];
  const query = settings.filter((setting) => setting !== '').join('&');
  return { url: `${scheme}://${hosts}${query ? `?${query}` : ''}`, credentials: caller, name: hosts };
}
