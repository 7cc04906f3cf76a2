/** Moves only when a response or a metric changes shape. */
export const CONTRACT_VERSION = 1;
