// SPDX-License-Identifier: Apache-2.0
// Lengths and moments in words. A moment always carries its zone where it is a promise.
export const minutesAndSeconds = (ms: number): string => {
	const whole = Math.max(0, Math.floor(ms / 1000));
	const hours = Math.floor(whole / 3600);
	const minutes = Math.floor((whole % 3600) / 60);
	const seconds = String(whole % 60).padStart(2, "0");
	return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
};

export type Shape = "time" | "time-zone" | "day-time-zone" | "date-time" | "date" | "seconds";

const SHAPES: Record<Shape, Intl.DateTimeFormatOptions> = {
	time: { hour: "numeric", minute: "2-digit" },
	"time-zone": { hour: "numeric", minute: "2-digit", timeZoneName: "short" },
	"day-time-zone": { weekday: "short", hour: "numeric", minute: "2-digit", timeZoneName: "short" },
	"date-time": { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
	date: { month: "short", day: "numeric", year: "numeric" },
	seconds: { hour: "numeric", minute: "2-digit", second: "2-digit" },
};

export function showTime(at: Date, shape: Shape, zone?: string, locale?: string): string {
	const options = zone ? { ...SHAPES[shape], timeZone: zone } : SHAPES[shape];
	return new Intl.DateTimeFormat(locale, options).format(at);
}

/** Two moments of one zone: "2:58 – 3:10 PM PDT". */
export function showRange(from: Date, to: Date, zone?: string, locale?: string): string {
	const options = zone ? { ...SHAPES["time-zone"], timeZone: zone } : SHAPES["time-zone"];
	return new Intl.DateTimeFormat(locale, options).formatRange(from, to);
}

/** Milliseconds until the day ends in `zone`. */
export function untilMidnight(at: Date, zone?: string): number {
	const options: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
	const parts = new Intl.DateTimeFormat("en", zone ? { ...options, timeZone: zone } : options).formatToParts(at);
	const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
	return ((24 - of("hour")) * 60 - of("minute")) * 60_000 - of("second") * 1000 - at.getMilliseconds();
}
