/** Accounts, what they may do, and how people sign in. */
import type { ColumnType, Generated } from 'kysely';
import type { Role } from '#lib/domain/records/vocabulary.ts';
import type { Id, Instant, InstantNow } from './columns.ts';

export interface AccountTables {
	user_account: UserAccountTable;
	role_grant: RoleGrantTable;
	session: SessionTable;
	sign_in_link: SignInLinkTable;
	invitation: InvitationTable;
	second_factor: SecondFactorTable;
	recovery_code: RecoveryCodeTable;
	half_sign_in: HalfSignInTable;
	sign_in_failure: SignInFailureTable;
	known_browser: KnownBrowserTable;
	unlock_link: UnlockLinkTable;
}

export interface UserAccountTable {
	id: Id;
	email: string;
	name: string;
	password_hash: string | null;
	demonstration: Generated<boolean>;
	created_at: InstantNow;
	disabled_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
	erased_at: ColumnType<Date | null, never, Date>;
}

export interface RoleGrantTable {
	id: Id;
	user_id: string;
	role: Role;
	organisation_id: string | null;
}

export interface SessionTable {
	/** sha256 of the token in the cookie, hexadecimal. */
	id: string;
	user_id: string;
	created_at: InstantNow;
	expires_at: Instant;
	began_by: Generated<BeganBy>;
	/** The network address that it came from; null where that is not known. */
	address: string | null;
	/** What the browser calls itself. */
	device: string | null;
	/** When the person last gave the password or a code. */
	confirmed_at: Instant;
}

/** How somebody proved who they are, before any second factor. */
export type BeganBy = 'password' | 'link' | 'invitation';

export interface SignInLinkTable {
	token_hash: string;
	user_id: string;
	created_at: InstantNow;
	expires_at: Instant;
	used_at: ColumnType<Date | null, never, Date>;
}

export interface InvitationTable {
	id: Id;
	token_hash: string;
	email: string;
	name: string;
	role: Role;
	organisation_id: string | null;
	invited_by: string | null;
	created_at: InstantNow;
	expires_at: Instant;
	accepted_at: ColumnType<Date | null, never, Date>;
}

export interface SecondFactorTable {
	user_id: string;
	/** Sealed; see `second-factor/seal.ts`. */
	secret: Buffer;
	created_at: InstantNow;
	confirmed_at: ColumnType<Date | null, Date | null | undefined, Date>;
	last_step: ColumnType<string, number | undefined, number>;
}

export interface RecoveryCodeTable {
	id: Id;
	user_id: string;
	code_hash: string;
	used_at: ColumnType<Date | null, never, Date>;
}

export interface HalfSignInTable {
	token_hash: string;
	user_id: string;
	began_by: BeganBy;
	created_at: InstantNow;
	expires_at: Instant;
}

export interface SignInFailureTable {
	/** sha256, hexadecimal. */
	key: string;
	/** Failures, less what has leaked away until `failed_at`. */
	level: number;
	failed_at: Instant;
	expires_at: Instant;
}

export interface KnownBrowserTable {
	token_hash: string;
	user_id: string;
	used_at: Instant;
	expires_at: Instant;
}

export interface UnlockLinkTable {
	token_hash: string;
	user_id: string;
	expires_at: Instant;
}
