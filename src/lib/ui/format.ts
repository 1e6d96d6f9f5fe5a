/**
 * How values are written. Dates are unambiguous (30 Oct 2026), money names its currency and scale,
 * minus signs are minus signs, and a unit never breaks away from its number.
 */
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { moneyText } from '#lib/domain/figures/money.ts';
import type { IsoDate, KpiUnit, Money } from '#lib/domain/records/records.ts';

const NBSP = '\u00a0';
const formats = new Map<string, unknown>();

/** One formatter for each locale and options: making one costs as much as using it a hundred times. */
function formatter<Options extends object, Format>(
	Kind: new (locale: string, options: Options) => Format,
	options: Options,
	locale: string = getLocale()
): Format {
	let key = Kind.name + locale;
	for (const [option, value] of Object.entries(options)) key += ` ${option} ${String(value)}`;
	const found = formats.get(key);
	if (found) return found as Format;
	const made = new Kind(locale, options);
	formats.set(key, made);
	return made;
}

// en-GB puts the day first and spells the month, which nobody can misread
const readable = () => (getLocale() === 'en' ? 'en-GB' : getLocale());

const numberFormat = (options: Intl.NumberFormatOptions) => formatter(Intl.NumberFormat, options);
const dateFormat = (options: Intl.DateTimeFormatOptions) =>
	formatter(Intl.DateTimeFormat, options, readable());

const minus = (text: string) => text.replace('-', '−');

/** Days written so far: a long table names the same few thousand days again and again. */
const days = new Map<string, string>();
const daysKept = 10_000;

/** `30 Oct 2026` */
export function day(date: IsoDate): string {
	const key = getLocale() + date;
	const found = days.get(key);
	if (found !== undefined) return found;
	const months = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
	// British English writes Sept; three letters for each month line up in tables
	const text = dateFormat(months)
		.format(new Date(`${date}T00:00:00Z`))
		.replace('Sept', 'Sep');
	if (days.size >= daysKept) days.clear();
	days.set(key, text);
	return text;
}

/** `Mar 2024`, where a day would feign precision. */
export const month = (date: IsoDate): string =>
	dateFormat({ month: 'short', year: 'numeric', timeZone: 'UTC' })
		.format(new Date(`${date}T00:00:00Z`))
		.replace('Sept', 'Sep');

/** `March`, by its number of 1 to 12. */
export const monthName = (number: number): string =>
	dateFormat({ month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, number - 1, 1));

/** `22 Nov 2026, 14:05` in the plan's time zone. */
export function moment(instant: string | Date, timeZone: string): string {
	return dateFormat({
		day: 'numeric',
		month: 'short',
		year: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		timeZone
	})
		.format(new Date(instant))
		.replace('Sept', 'Sep');
}

/** Enough decimals for any share that is neither nothing nor all. */
const mostDigits = 6;

/** As many decimals as keep a share that is not all from reading 100, and one that is not nothing from 0. */
function digitsOf(percent: number, digits: number): number {
	const rounded = (some: number) => Number(percent.toFixed(some));
	let enough = digits;
	const isBound = (value: number) => value === 0 || value === 100;
	while (enough < mostDigits && isBound(rounded(enough)) && !isBound(percent)) enough += 1;
	return enough;
}

/** A share of 0…1 as `52 %`: 100 % only where it is all, 0 % only where it is nothing. */
export function percent(share: number, digits = 0): string {
	// a sum of a thousand shares is not binary exact
	const value = Number((share * 100).toFixed(9));
	const format = numberFormat({ maximumFractionDigits: digitsOf(value, digits) });
	return minus(format.format(value)) + NBSP + '%';
}

/** A difference in percentage points with its sign: `−18`, `+6`, `0`. */
export function points(difference: number, digits = 0): string {
	return minus(
		numberFormat({ maximumFractionDigits: digits, signDisplay: 'exceptZero' }).format(difference)
	);
}

/** The size of a difference in percentage points, for a sentence that says its direction: `18`. */
export const pointSize = (difference: number, digits = 0): string =>
	numberFormat({ maximumFractionDigits: digits }).format(Math.abs(difference));

/** Rounded as it is written: halves go away from zero. */
export const roundedTo = (value: number, digits: number) =>
	Math.sign(value) * Number(Math.abs(value).toFixed(digits));

/**
 * How many decimals points are written with, so that they follow from the two percents beside them;
 * one where these, as they are written, would not subtract to them, more where one has more.
 *
 * @param done, planned 0…1
 */
export function pointDigits(done: number | null, planned: number | null, slip: number): number {
	if (done === null || planned === null) return 0;
	const shares = [done, planned].map((share) => Number((share * 100).toFixed(9)));
	const digits = shares.map((share) => digitsOf(share, 0));
	const [ofDone = 0, ofPlanned = 0] = shares.map((share, i) => roundedTo(share, digits[i] ?? 0));
	return ofDone - ofPlanned === roundedTo(slip, 0) ? 0 : Math.max(1, ...digits);
}

/** Whether decimals would leave too little of a value. */
function isLost(value: number, digits: number): boolean {
	const least = digits > 1 ? 10 ** (1 - digits) : 0.5 * 10 ** -digits;
	return value !== 0 && Math.abs(value) < least;
}

/** What `number` writes, as a number. */
export const numberAsWritten = (value: number, digits: number): number =>
	isLost(value, digits) ? Number(value.toPrecision(2)) : roundedTo(value, digits);

/** `1,010`; at most `digits` decimals, but two digits of what is small, and never 0 for what is not: `0.0045`. */
export function number(value: number, digits = 2): string {
	const format = isLost(value, digits)
		? numberFormat({ maximumSignificantDigits: 2 })
		: numberFormat({ maximumFractionDigits: digits });
	return minus(format.format(value === 0 ? 0 : value));
}

/** A value of an axis, with as many decimals as tell its ticks apart; large ones in short: `1.25B`. */
export function axisNumber(value: number, step: number): string {
	const isLarge = Math.abs(value) >= 100_000;
	const inUnits = isLarge ? step / 10 ** (3 * Math.floor(Math.log10(Math.abs(value)) / 3)) : step;
	const digits = Math.max(0, -Math.floor(Math.log10(inUnits) + 1e-9));
	const options = { maximumFractionDigits: Math.min(digits, 12) };
	const format = numberFormat(isLarge ? { ...options, notation: 'compact' } : options);
	return minus(format.format(value === 0 ? 0 : value));
}

/** A KPI's value with its unit: `43 %`, `11 days`, `212`. A percent hugs its sign, a word follows a space. */
export function measured(value: number, unit: UnitName, digits = 2): string {
	const label = unitLabel(unit);
	return label === '' ? number(value, digits) : number(value, digits) + NBSP + label;
}

/** The same where there is little room: `1.25B pesos`; a unit of many letters is left out. */
export function measuredShort(value: number, unit: UnitName): string {
	const isLarge = Math.abs(value) >= 100_000;
	const text = isLarge
		? minus(numberFormat({ notation: 'compact', maximumFractionDigits: 2 }).format(value))
		: number(value);
	const label = unitLabel(unit);
	return label === '' || label.length > 12 ? text : text + NBSP + label;
}

/** What of a unit says how it is written. */
export type UnitName = Pick<KpiUnit, 'kind' | 'label'>;

/** Whether a unit is some kind of percent, so that differences of its values are points. */
export const isPercent = ({ kind }: UnitName): boolean =>
	kind === 'percent_of_whole' || kind === 'percent_change';

/** The word or sign that follows a number; none where the number says it all. */
export function unitLabel(unit: UnitName): string {
	if (isPercent(unit)) return '%';
	return unit.label === 'count' ? '' : unit.label;
}

/** A value that is reckoned: one decimal says enough, from 100 on none; of what is small, two digits. */
export function reckoned(value: number): number {
	if (Math.abs(value) < 1) return Number(value.toPrecision(2)) || 0;
	return roundedTo(value, Math.abs(value) < 100 ? 1 : 0);
}

/** Where a KPI's path is on a day. */
export const onPath = (value: number, unit: UnitName): string => measured(reckoned(value), unit);

/** Decimals of an amount that is scaled; `whole`: it is not scaled; `full`: and has its hundredths. */
export type MoneyPrecision = 1 | 2 | 3 | 'whole' | 'full';

/** In hundredths: amounts from a million on are scaled. */
const million = 100_000_000n;

const sizeOf = (amount: Money) => (amount < 0n ? -amount : amount);

/** Whether rounding an amount would write a power of a thousand that it does not reach. */
function wouldReach(size: Money, decimals: number | null): boolean {
	const [whole = '', cents = ''] = moneyText(size).split('.');
	if (whole.length % 3 !== 0) return false;
	if (decimals === null) return /^9+$/.test(whole) && Number(cents) >= 50;
	return new RegExp(`^9{${3 + decimals}}[5-9]`).test(whole);
}

/** How an amount is rounded: to how many decimals, of a million, a thousand million and so on where it is scaled. */
function rounding(amount: Money, precision: MoneyPrecision) {
	const size = sizeOf(amount);
	const scaled = typeof precision === 'number' && size >= million;
	const hasHundredths = precision === 'full' ? size % 100n > 0n : size > 0n && size < 100n;
	const digits = scaled ? precision : hasHundredths ? 2 : 0;
	const cut = precision !== 'full' && !hasHundredths && wouldReach(size, scaled ? precision : null);
	return { size, scaled, digits, cut };
}

/** What `money` writes, in hundredths. */
export function moneyAsWritten(amount: Money, precision: MoneyPrecision): Money {
	const { size, scaled, digits, cut } = rounding(amount, precision);
	const places = String(size).length - 3;
	// a thousand times a million million is still counted in those
	const scale = scaled ? Math.min(places - (places % 3), 12) : 0;
	const step = 10n ** BigInt(Math.max(scale + 2 - digits, 0));
	const rounded = ((size + (cut ? 0n : step / 2n)) / step) * step;
	return amount < 0n ? -rounded : rounded;
}

/** Money in the page's running text and tables, scaled: `₱291 M`, `₱1.2 B`, `₱640,000`. */
export function money(amount: Money, currency: string, precision: MoneyPrecision = 1): string {
	const { scaled, digits, cut } = rounding(amount, precision);
	const format = numberFormat({
		style: 'currency',
		currency,
		currencyDisplay: 'narrowSymbol',
		notation: scaled ? 'compact' : 'standard',
		// less than one is not nothing
		maximumFractionDigits: digits,
		minimumFractionDigits: scaled ? 0 : digits,
		roundingMode: cut ? 'trunc' : 'halfExpand'
	});
	const text = format.format(moneyText(amount) as `${number}`);
	return minus(text).replace(/([0-9])([KMBT])$/, `$1${NBSP}$2`);
}

/** Money to the hundredth with its currency's code, where it is entered or reckoned: `PHP 20,000,000.00`. */
export function exactMoney(amount: Money, currency: string): string {
	return minus(
		numberFormat({
			style: 'currency',
			currency,
			currencyDisplay: 'code',
			minimumFractionDigits: 2
		}).format(moneyText(amount) as `${number}`)
	);
}

/** Items as a sentence says them: `A, B and C`. */
export function list(items: string[]): string {
	return formatter(Intl.ListFormat, {}, readable()).format(items);
}

/** A span of days as people name it: `2022–2028` for years, else from the first day on. */
export function period(start: IsoDate, end: IsoDate | null): string {
	const [from, to] = [start.slice(0, 4), end?.slice(0, 4)];
	if (to === undefined) return m.plan_period_from({ year: from });
	return from === to ? from : `${from}–${to}`;
}

/** A language by its name: `Indonesian`. */
export function language(code: string): string {
	return formatter(Intl.DisplayNames, { type: 'language' } as const).of(code) ?? code;
}

/** A country by its name, of its code by ISO 3166-1 alpha-2: `Estonia`. */
export function country(code: string): string {
	return formatter(Intl.DisplayNames, { type: 'region' } as const).of(code) ?? code;
}

/** Whether a code names a country, by ISO 3166-1 alpha-2. */
export const isCountry = (code: string): boolean =>
	/^[A-Z]{2}$/.test(code) &&
	formatter(Intl.DisplayNames, { type: 'region', fallback: 'none' } as const).of(code) !==
		undefined;
