/**
 * Opens something at its first use and keeps it. What failed to open is not kept: the next who asks tries
 * again, so that one bad moment does not last as long as the process.
 */
export function openedOnce<Opened>(open: () => Promise<Opened>): () => Promise<Opened> {
	let opened: Promise<Opened> | undefined;
	return () => {
		if (opened) return opened;
		const mine = open();
		opened = mine;
		mine.catch(() => {
			if (opened === mine) opened = undefined;
		});
		return mine;
	};
}
