import { expect, it } from 'vitest';
import { openedOnce } from './opened-once.ts';

it('opens once, also for those who ask meanwhile', async () => {
	let times = 0;
	const opened = openedOnce(async () => ({ time: (times += 1) }));
	const [one, other] = await Promise.all([opened(), opened()]);
	expect(one).toBe(other);
	expect(await opened()).toBe(one);
	expect(times).toBe(1);
});

it('does not keep what failed: the next who asks tries again, and that is kept', async () => {
	let times = 0;
	const opened = openedOnce(async () => {
		times += 1;
		if (times === 1) throw new Error('too many open files');
		return times;
	});
	const both = await Promise.allSettled([opened(), opened()]);
	expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	expect(await opened()).toBe(2);
	expect(await opened()).toBe(2);
});
