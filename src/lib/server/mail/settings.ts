export interface MailSettings {
	/** `smtp://user:password@host:587`, or `smtps:`. */
	url: string;
	/** What stands as the sender. */
	from: string;
}

const patienceMilliseconds = 20_000;

/** How long the mail server may take to be reached, to greet, and for each answer. */
export const patience = {
	connectionTimeout: patienceMilliseconds,
	greetingTimeout: patienceMilliseconds,
	socketTimeout: patienceMilliseconds
};
