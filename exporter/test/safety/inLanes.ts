const LANES = 2;

/** Deals items out to one lane for each core and waits for all of them, so that a lane that fails leaves nothing running. */
export async function inLanes<Item, Result>(
  items: readonly Item[],
  work: (items: readonly Item[], lane: number) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const lanes = Array.from({ length: LANES }, (_, lane) =>
    work(
      items.filter((_item, index) => index % LANES === lane),
      lane,
    ),
  );
  await Promise.allSettled(lanes);
  return (await Promise.all(lanes)).flat();
}
