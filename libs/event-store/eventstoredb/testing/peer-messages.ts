import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { PeerAnswer, PeerEvent, ProposedEvent } from './peer-log.js';

/** 1 January 2026, 08:00, in .NET's ticks of 100 ns since 1970: when the peer says it stored everything. */
const CREATED = String(BigInt(Date.UTC(2026, 0, 1, 8)) * 10_000n);

export type ReadRequest = InstanceType<typeof streams.ReadReq>;
export type ReadAnswer = InstanceType<typeof streams.ReadResp>;
export type AppendRequest = InstanceType<typeof streams.AppendReq>;
export type AppendAnswer = InstanceType<typeof streams.AppendResp>;

export function eventAnswer(event: PeerEvent): ReadAnswer {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(new shared.UUID().setString(event.id));
  recorded.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(event.stream)));
  recorded.setStreamRevision(String(event.revision));
  recorded.setCommitPosition(String(event.position));
  recorded.setPreparePosition(String(event.position));
  recorded.getMetadataMap().set('type', event.type).set('content-type', 'application/json').set('created', CREATED);
  recorded.setData(event.data);
  recorded.setCustomMetadata(event.metadata);
  const read = new streams.ReadResp.ReadEvent().setEvent(recorded);
  read.setCommitPosition(String(event.position));
  return new streams.ReadResp().setEvent(read);
}

export function confirmation(): ReadAnswer {
  return new streams.ReadResp().setConfirmation(
    new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId('peer'),
  );
}

export function caughtUp(): ReadAnswer {
  return new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());
}

/** As the real server does it: the prepare position of a checkpoint is often 0. */
export function checkpoint(commit: number): ReadAnswer {
  const at = new streams.ReadResp.Checkpoint().setCommitPosition(String(commit)).setPreparePosition('0');
  return new streams.ReadResp().setCheckpoint(at);
}

export function noStream(name: string): ReadAnswer {
  const identifier = new shared.StreamIdentifier().setStreamName(Buffer.from(name));
  return new streams.ReadResp().setStreamNotFound(
    new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifier),
  );
}

export function appendAnswer(answer: PeerAnswer): AppendAnswer {
  const response = new streams.AppendResp();
  if ('elsewhere' in answer) {
    const wrong = new streams.AppendResp.WrongExpectedVersion();
    if (answer.elsewhere < 0) wrong.setCurrentNoStream(new shared.Empty());
    else wrong.setCurrentRevision(String(answer.elsewhere));
    return response.setWrongExpectedVersion(wrong);
  }
  const position = String(answer.position);
  const success = new streams.AppendResp.Success().setCurrentRevision(String(answer.revision));
  success.setPosition(new streams.AppendResp.Position().setCommitPosition(position).setPreparePosition(position));
  return response.setSuccess(success);
}

export interface ProposedAppend {
  readonly stream: string;
  /** -1: no stream; undefined: any. */
  readonly expected: number | undefined;
  readonly events: readonly ProposedEvent[];
}

export function proposedAppend(requests: readonly AppendRequest[]): ProposedAppend {
  const options = requests[0]?.getOptions();
  const expected = options?.hasRevision() ? Number(options.getRevision()) : options?.hasNoStream() ? -1 : undefined;
  const events = requests.slice(1).map((request) => {
    const message = request.getProposedMessage();
    if (!message) throw new Error('an append with a message that proposes nothing');
    return {
      id: message.getId()?.getString() ?? '',
      type: message.getMetadataMap().get('type') ?? '',
      data: message.getData_asU8(),
      metadata: message.getCustomMetadata_asU8(),
    };
  });
  return { stream: nameOf(options?.getStreamIdentifier()), expected, events };
}

export function nameOf(identifier: InstanceType<typeof shared.StreamIdentifier> | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
}
