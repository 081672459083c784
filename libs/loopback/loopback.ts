import { isIPv6 } from 'node:net';
import { both, type Wording } from '#wording';

/** The server was asked to listen where others could reach it. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';
  constructor(readonly wording: Wording) {
    super(wording.en);
  }
}

/** True for an address that only this machine reaches: 127.0.0.0/8, ::1, localhost. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/.test(address);
}

/**
 * Until access control exists the server listens on loopback only; anywhere else just in a container whose port is
 * published on the host's loopback, which somebody must have said (architecture.md, section 7).
 * @throws RefusedAddress
 */
export function refuseOtherAddresses(bind: string, publishedOnLoopback: boolean): void {
  if (isLoopback(bind) || publishedOnLoopback) return;
  throw new RefusedAddress(
    both(
      `non si ascolta su "${bind}": manca il controllo degli accessi, quindi solo 127.0.0.1, ::1 o localhost; in un contenitore ` +
        'con la porta pubblicata solo su loopback, REGISTRO_BIND e REGISTRO_PUBLISHED_ON_LOOPBACK=yes',
      `not listening on "${bind}": there is no access control yet, so only 127.0.0.1, ::1 or localhost; in a container ` +
        'whose port is published on loopback only, REGISTRO_BIND and REGISTRO_PUBLISHED_ON_LOOPBACK=yes',
    ),
  );
}

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/**
 * True for a request made for this machine. A page of the web whose name was made to point here (DNS rebinding) asks for
 * another host, and would otherwise speak to a server that trusts whoever reaches it.
 * @param host the request's Host header
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return LOOPBACK_HOST.test(host ?? '');
}

/** How an address is written in a URL. */
export function hostOf(address: string): string {
  return isIPv6(address) ? `[${address}]` : address;
}
