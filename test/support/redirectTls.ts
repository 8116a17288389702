import tls from 'node:tls';
import { onTestFinished } from 'vitest';

/** What this process connects to under a host name goes to a port of this machine, for this test; TLS still asks for that name. */
export function redirectTls(host: string, port: number): void {
  const connect = tls.connect;
  const redirected = (...args: unknown[]): tls.TLSSocket => {
    const [options] = args;
    if (
      typeof options === 'object' &&
      options !== null &&
      'host' in options &&
      options.host === host
    )
      return connect({ ...options, host: '127.0.0.1', port, servername: host });
    return Reflect.apply(connect, tls, args) as tls.TLSSocket;
  };
  tls.connect = redirected;
  onTestFinished(() => {
    tls.connect = connect;
  });
}
