import { createServer, connect, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { once } from 'node:events';
import {
  Server,
  ServerCredentials,
  status,
  type handleClientStreamingCall,
  type handleServerStreamingCall,
} from '@grpc/grpc-js';
import grpcStreams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { PeerLog, type PeerEvent } from './peer-log.js';
import {
  appendAnswer,
  caughtUp,
  checkpoint,
  confirmation,
  eventAnswer,
  nameOf,
  noStream,
  proposedAppend,
  type AppendAnswer,
  type AppendRequest,
  type ReadAnswer,
  type ReadRequest,
} from './peer-messages.js';

/** What befalls an append to one of the register's own streams. */
export type AppendAct =
  | 'store, then lose the connection'
  | 'lose the connection'
  | 'lose the connection while it is sent'
  | 'store, then be silent'
  | 'be silent'
  | 'not ready'
  | 'keep it until the next one comes';

/** One step of a subscription. */
export type SubscriptionStep =
  | { readonly events: number }
  | { readonly checkpoint: number }
  | 'the last event again'
  | 'caught up'
  | 'too slow'
  | 'lose the connection'
  | 'end'
  | 'be silent';

type ReadCall = Parameters<handleServerStreamingCall<ReadRequest, ReadAnswer>>[0];

const NOT_READY = { code: status.UNKNOWN, details: 'Could not recognize Server Is Not Ready' };
const TOO_SLOW = {
  code: status.ABORTED,
  details: 'Consumer too slow to handle event while live. Client resubscription required.',
};

/**
 * A gRPC peer that plays the failures which no healthy server shows on demand. Between them it answers like a server with
 * one small log in memory; it does not pretend to be the database: conformance is proven on the real one.
 */
export class ScriptedPeer implements AsyncDisposable {
  readonly log = new PeerLog();
  /** What befalls the next appends, in order; then they go well. */
  readonly appends: AppendAct[] = [];
  /** What the next subscriptions do, in order; then they bring everything and go on. */
  readonly subscriptions: SubscriptionStep[][] = [];
  /** The streams that appends were sent to, in order, whatever befell them. */
  readonly appendedTo: string[] = [];
  /** Where the subscriptions began: a commit position, 0 for the start. */
  readonly subscribedAfter: number[] = [];
  /** True: nothing is answered. */
  frozen = false;
  /** True: everything is refused, as by a server that is starting. */
  starting = false;
  readonly #grpc: Server;
  readonly #sockets = new Set<Socket>();
  readonly #inner: number;
  #outer: TcpServer;
  #port = 0;
  #late: (() => void) | undefined;

  private constructor(grpc: Server, inner: number) {
    this.#grpc = grpc;
    this.#inner = inner;
    this.#outer = this.#listener();
  }

  static async start(): Promise<ScriptedPeer> {
    const grpc = new Server();
    const port = await new Promise<number>((resolve, reject) => {
      grpc.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    const peer = new ScriptedPeer(grpc, port);
    grpc.addService(grpcStreams.StreamsService, { read: peer.#read, append: peer.#append });
    await peer.comeBack();
    return peer;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.#port}?tls=false`;
  }

  /** Every connection breaks, and no new one is taken. */
  async leave(): Promise<void> {
    const closed = once(this.#outer, 'close');
    this.#outer.close();
    this.#cut();
    await closed;
  }

  async comeBack(): Promise<void> {
    this.#outer = this.#listener();
    this.#outer.listen(this.#port, '127.0.0.1');
    await once(this.#outer, 'listening');
    this.#port = (this.#outer.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#outer.listening) await this.leave();
    this.#grpc.forceShutdown();
  }

  readonly #append: handleClientStreamingCall<AppendRequest, AppendAnswer> = (call, answer) => {
    const requests: AppendRequest[] = [];
    let act: AppendAct | undefined;
    call.on('data', (request: AppendRequest) => {
      // The first message says where the events are to go that come after it.
      if (requests.push(request) > 1 || !isOwn(nameOf(request.getOptions()?.getStreamIdentifier()))) return;
      act = this.appends.shift();
      if (act === 'lose the connection while it is sent') this.#cut();
    });
    call.on('error', () => undefined);
    call.on('end', () => {
      const { stream, expected, events } = proposedAppend(requests);
      this.appendedTo.push(stream);
      const store = (): AppendAnswer => appendAnswer(this.log.append(stream, expected, events));
      if (this.frozen) return;
      if (this.starting || act === 'not ready') return answer(NOT_READY);
      switch (act) {
        case undefined:
          this.#late?.();
          this.#late = undefined;
          return answer(null, store());
        case 'store, then lose the connection':
          store();
          return this.#cut();
        case 'lose the connection':
          return this.#cut();
        case 'lose the connection while it is sent':
          return;
        case 'store, then be silent':
          store();
          return;
        case 'be silent':
          return;
        case 'keep it until the next one comes':
          this.#late = store;
          return;
        default:
          return act satisfies never;
      }
    });
  };

  readonly #read: handleServerStreamingCall<ReadRequest, ReadAnswer> = (call) => {
    call.on('error', () => undefined);
    if (this.frozen) return;
    const options = call.request.getOptions();
    if (this.starting) call.emit('error', NOT_READY);
    else if (options?.hasSubscription()) this.#subscribe(call);
    else if (options?.hasStream()) this.#readStream(call);
    else this.#readLog(call);
  };

  #readStream(call: ReadCall): void {
    const options = call.request.getOptions();
    const stream = nameOf(options?.getStream()?.getStreamIdentifier());
    const from = Number(options?.getStream()?.getRevision() ?? 0);
    const events = this.log.stream(stream);
    if (events.length === 0) call.write(noStream(stream));
    for (const event of events.slice(from, from + Number(options?.getCount()))) call.write(eventAnswer(event));
    call.end();
  }

  #readLog(call: ReadCall): void {
    const options = call.request.getOptions();
    const from = Number(options?.getAll()?.getPosition()?.getCommitPosition() ?? 0);
    const events = this.log.events.filter((event) => event.position >= from);
    if (options?.getAll()?.hasEnd()) events.reverse();
    for (const event of events) call.write(eventAnswer(event));
    call.end();
  }

  #subscribe(call: ReadCall): void {
    const options = call.request.getOptions();
    const after = Number(options?.getAll()?.getPosition()?.getCommitPosition() ?? 0);
    const prefix = options?.getFilter()?.getStreamIdentifier()?.getPrefixList()[0] ?? '';
    this.subscribedAfter.push(after);
    const events = (): PeerEvent[] =>
      this.log.events.filter((event) => event.position > after && event.stream.startsWith(prefix));
    let sent = 0;
    const send = (): void => {
      for (const event of events().slice(sent)) call.write(eventAnswer(event));
      sent = events().length;
    };
    call.write(confirmation());
    for (const step of this.subscriptions.shift() ?? [{ events: Infinity }, 'caught up' as const]) {
      if (typeof step === 'object' && 'events' in step) {
        for (const event of events().slice(sent, sent + step.events)) call.write(eventAnswer(event));
        sent = Math.min(sent + step.events, events().length);
      } else if (typeof step === 'object') call.write(checkpoint(step.checkpoint));
      else if (step === 'the last event again') {
        for (const event of events().slice(sent - 1, sent)) call.write(eventAnswer(event));
      } else if (step === 'caught up') call.write(caughtUp());
      else if (step === 'be silent') return;
      else if (step === 'end') return void call.end();
      else if (step === 'too slow') return void call.emit('error', TOO_SLOW);
      else {
        // What was sent in front of it has arrived by then.
        setTimeout(() => this.#cut(), 50);
        return;
      }
    }
    call.on('cancelled', this.log.onGrowth(send));
  }

  #cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** The way to the gRPC server, which can be cut without asking it. */
  #listener(): TcpServer {
    return createServer((socket) => {
      const inner = connect(this.#inner, '127.0.0.1');
      for (const end of [socket, inner]) {
        // Else small answers wait 40 ms for company.
        end.setNoDelay();
        this.#sockets.add(end);
        end.on('error', () => undefined);
        end.on('close', () => {
          this.#sockets.delete(end);
          (end === socket ? inner : socket).destroy();
        });
      }
      socket.pipe(inner).pipe(socket);
    });
  }
}

function isOwn(stream: string): boolean {
  return stream.startsWith('registro:');
}
