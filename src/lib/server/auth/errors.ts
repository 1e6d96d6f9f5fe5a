import type { PasswordProblem } from './password-rules.ts';

/** The new password breaks a rule. */
export class PasswordRefused extends Error {
	override name = 'PasswordRefused';
	readonly problem: PasswordProblem;

	constructor(problem: PasswordProblem) {
		super(problem);
		this.problem = problem;
	}
}

/** The present password was not given right, or too often wrong. */
export class WrongPassword extends Error {
	override name = 'WrongPassword';
}

/** What was typed to confirm is not what had to be typed. */
export class NotConfirmed extends Error {
	override name = 'NotConfirmed';
}

/** An account with this e-mail address exists already. */
export class EmailTaken extends Error {
	override name = 'EmailTaken';
}

/** The organisation that a role is to be for does not exist. */
export class NoSuchOrganisation extends Error {
	override name = 'NoSuchOrganisation';
}

/** What was to be done has been done before: of two clicks the second. */
export class Already extends Error {
	override name = 'Already';
}

/** Without this administrator nobody could administer. */
export class LastAdministrator extends Error {
	override name = 'LastAdministrator';
}
