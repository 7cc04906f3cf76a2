/** 1: the answer is "no". 2: wrong usage or configuration. 3: a source or the store failed. */
export const EXIT = { fine: 0, no: 1, usage: 2, failed: 3 } as const;
