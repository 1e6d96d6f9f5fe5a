/** How a mail fares, and when it is tried again. */

export const mailStates = [
	'waiting',
	/** A process has it, and nothing of its text has left. */
	'sending',
	/** Its text is on its way: nobody knows yet whether it was taken. */
	'handing_over',
	'sent',
	/** For good. */
	'failed',
	/** Cut off while its text was on its way: it may have been taken. */
	'unsure',
	/** Not sent on purpose: the account is made up or disabled, or it came too late. */
	'withheld'
] as const;
export type MailState = (typeof mailStates)[number];

const minute = 60_000;
/** From one try to the next; after the last it is given up. */
const delays = [1, 5, 30, 120, 360, 720, 1_440].map((minutes) => minutes * minute);

/** A refusal that another try would not change. */
const FOR_GOOD = 500;

/**
 * In how many milliseconds a mail that failed is tried again; null: it is given up.
 *
 * @param tries so far, that one included
 * @param answer the mail server's code; undefined: it gave none, as where it was not reached
 */
export function triedAgainIn(tries: number, answer: number | undefined): number | null {
	if (answer !== undefined && answer >= FOR_GOOD) return null;
	return delays[tries - 1] ?? null;
}

/** What was to be sent so long ago is news to nobody, as after a restore or where mail was just set up. */
export const tooLateAfterMilliseconds = 3 * 24 * 60 * minute;
