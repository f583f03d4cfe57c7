/**
 * Stands for the SDK's event streams in every bundle, 20 kB: its protocols load them for operations that answer with a
 * stream of events, and the desk calls none such (`docs/decisions/0043`).
 */
export function eventStreamSerdeProvider(): never {
  throw new Error('no function of the desk calls an operation that answers with a stream of events');
}

export const EventStreamSerde = eventStreamSerdeProvider;
