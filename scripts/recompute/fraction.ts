/** Exact rational numbers: a difference from a figure is then never this side's rounding. */

function greatestDivisor(one: bigint, other: bigint): bigint {
	let [a, b] = [one < 0n ? -one : one, other];
	while (b !== 0n) [a, b] = [b, a % b];
	return a;
}

export class Fraction {
	static readonly zero = new Fraction(0n);
	static readonly one = new Fraction(1n);

	readonly above: bigint;
	readonly below: bigint;

	constructor(above: bigint, below = 1n) {
		if (below === 0n) throw new RangeError('division by 0');
		const sign = below < 0n ? -1n : 1n;
		const divisor = sign * greatestDivisor(above, below * sign);
		this.above = above / divisor;
		this.below = below / divisor;
	}

	/** A decimal as the documents write it, `-12.50`, or a number that is not very large or small. */
	static read(decimal: string | number): Fraction {
		const [whole = '', digits = ''] = String(decimal).split('.');
		return new Fraction(BigInt(whole + digits), 10n ** BigInt(digits.length));
	}

	static sum(parts: readonly Fraction[]): Fraction {
		return parts.reduce((sum, part) => sum.plus(part), Fraction.zero);
	}

	plus({ above, below }: Fraction): Fraction {
		return new Fraction(this.above * below + above * this.below, this.below * below);
	}

	minus(other: Fraction): Fraction {
		return this.plus(new Fraction(-other.above, other.below));
	}

	times({ above, below }: Fraction): Fraction {
		return new Fraction(this.above * above, this.below * below);
	}

	over({ above, below }: Fraction): Fraction {
		return this.times(new Fraction(below, above));
	}

	/** Negative, 0 or positive. */
	compared({ above, below }: Fraction): number {
		return Number(this.above * below - above * this.below);
	}

	isBelow(other: Fraction): boolean {
		return this.compared(other) < 0;
	}

	equals(other: Fraction): boolean {
		return this.compared(other) === 0;
	}

	least(other: Fraction): Fraction {
		return this.isBelow(other) ? this : other;
	}

	most(other: Fraction): Fraction {
		return this.isBelow(other) ? other : this;
	}

	/** Within 0…1. */
	clamped(): Fraction {
		return this.most(Fraction.zero).least(Fraction.one);
	}

	/** Not above the value. */
	whole(): bigint {
		const part = this.above % this.below;
		return (this.above - part) / this.below - (part < 0n ? 1n : 0n);
	}

	/** The nearest float, however long its digits are. */
	number(): number {
		const whole = this.whole();
		const rest = this.above - whole * this.below;
		return Number(whole) + Number((rest * 10n ** 25n) / this.below) / 1e25;
	}

	/** With two decimals, as amounts of money are written. */
	money(): string {
		const hundredths = this.times(new Fraction(100n));
		if (hundredths.below !== 1n) throw new RangeError('no amount of money');
		const digits = String(hundredths.above).replace('-', '').padStart(3, '0');
		return `${this.above < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
	}
}

export const read = (decimal: string | null): Fraction | null =>
	decimal === null ? null : Fraction.read(decimal);
