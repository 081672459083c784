/** Aborts when the process is told to end: Ctrl-C, or the signal of whoever runs it. */
export function untilToldToEnd(): AbortSignal {
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => end.abort());
  return end.signal;
}
