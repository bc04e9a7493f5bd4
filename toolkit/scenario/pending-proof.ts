const MARK = 'pending: ';

/** What an expectation says where everything is set, and something has yet to happen for it to take effect. */
export function pendingProof(awaited: string): string {
  return `${MARK}${awaited}`;
}

/** Whether a proof is one of {@link pendingProof}. */
export function isPendingProof(proof: string | undefined): boolean {
  return proof?.startsWith(MARK) === true;
}
