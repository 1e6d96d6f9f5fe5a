/** A browser by what it calls itself: "Firefox on Windows". */
import { m } from '#lib/paraglide/messages.js';

/** The first that fits: most browsers also call themselves by the names of others. */
const browsers: [RegExp, string][] = [
	[/\bEdg(e|A|iOS)?\//, 'Edge'],
	[/\bOPR\//, 'Opera'],
	[/\bSamsungBrowser\//, 'Samsung Internet'],
	[/\b(Firefox|FxiOS)\//, 'Firefox'],
	[/\b(HeadlessChrome|Chrome|CriOS|Chromium)\//, 'Chrome'],
	[/\bSafari\//, 'Safari']
];
const systems: [RegExp, string][] = [
	[/\bAndroid\b/, 'Android'],
	[/\b(iPhone|iPod)\b/, 'iPhone'],
	[/\biPad\b/, 'iPad'],
	[/\bWindows\b/, 'Windows'],
	[/\b(Macintosh|Mac OS X)\b/, 'macOS'],
	[/\bCrOS\b/, 'ChromeOS'],
	[/\b(Linux|X11)\b/, 'Linux']
];

const nameIn = (names: [RegExp, string][], device: string) =>
	names.find(([pattern]) => pattern.test(device))?.[1];

export function deviceWords(device: string | null | undefined): string {
	const browser = device ? nameIn(browsers, device) : undefined;
	const system = device ? nameIn(systems, device) : undefined;
	if (browser && system) return m.account_device_on({ browser, system });
	return browser ?? system ?? m.account_device_unknown();
}
