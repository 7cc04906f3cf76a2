/** Moves only when a response or a metric changes shape. */
export const CONTRACT_VERSION = 1;

/** Header of every API answer: the version that the exporter speaks. */
export const CONTRACT_HEADER = 'outlay-contract';
