import { useState } from 'react';
import { silenceFailure } from '../../alerting/silenceFailure';

/** Something that is done about silences, and why it did not come about. */
export function useAttempt() {
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const attempt = async (doing: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    try {
      await doing();
    } catch (error) {
      setFailure(silenceFailure(error));
    } finally {
      setBusy(false);
    }
  };
  return { failure, isBusy, attempt };
}
