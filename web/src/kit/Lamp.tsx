// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import type { Schemas } from "../lib/api";
import { t, type MessageKey } from "../i18n/t";
import { cx } from "./cx";
import css from "./Lamp.module.css";

export type LampShape = "disc" | "clock" | "ring" | "pencil" | "half" | "hollow" | "bell";
export type ChipTone = "ok" | "wait" | "live" | "wrap" | "bad" | "off";

const PATHS: Record<LampShape, ReactNode> = {
	disc: <circle cx="6" cy="6" r="5" fill="currentColor" />,
	hollow: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="2" />,
	half: (
		<>
			<circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
			<path d="M6 1.5v9a4.5 4.5 0 0 1 0-9z" fill="currentColor" />
		</>
	),
	clock: (
		<>
			<circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
			<path d="M6 3.5V6l2 1.5" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
		</>
	),
	ring: (
		<>
			<circle cx="6" cy="6" r="2.25" fill="currentColor" />
			<circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="5 3" />
		</>
	),
	pencil: <path d="M1.5 10.5l.7-2.8 6-6 2.1 2.1-6 6z" fill="currentColor" />,
	bell: <path d="M6 1a3.5 3.5 0 0 1 3.5 3.5V8l1 1.5h-9l1-1.5V4.5A3.5 3.5 0 0 1 6 1z" fill="currentColor" />,
};

export function Lamp({ shape, tone, live }: { shape: LampShape; tone: ChipTone; live?: boolean }) {
	return (
		<svg className={cx(css.lamp, css[tone], live && css.pulse)} viewBox="0 0 12 12" width="12" height="12" aria-hidden>
			{PATHS[shape]}
		</svg>
	);
}

/** A word with its lamp: state is never told by colour alone. */
export function Chip({ shape, tone, live, children }: { shape: LampShape; tone: ChipTone; live?: boolean; children: ReactNode }) {
	return (
		<span className={cx(css.chip, css[`${tone}Soft`])}>
			<Lamp shape={shape} tone={tone} live={live ?? false} />
			{children}
		</span>
	);
}

type Availability = Pick<Schemas["Advisor"], "intent" | "activity">;
type Look = { shape: LampShape; tone: ChipTone; words: MessageKey; live?: boolean };

const BY_ACTIVITY: Record<Schemas["Activity"], Look> = {
	idle: { shape: "disc", tone: "ok", words: "lamp.idle" },
	reserved: { shape: "clock", tone: "wait", words: "lamp.reserved" },
	dialing: { shape: "ring", tone: "live", words: "lamp.on_call", live: true },
	on_call: { shape: "ring", tone: "live", words: "lamp.on_call", live: true },
	wrapping_up: { shape: "pencil", tone: "wrap", words: "lamp.wrapping_up" },
};

/** The truth table of UX.md section 0: what people see of an advisor. */
export function lookOf({ intent, activity }: Availability): Look {
	if (intent === "arrange_only") return { shape: "half", tone: "wait", words: "lamp.arrange_only" };
	if (intent === "away") return { shape: "hollow", tone: "off", words: "lamp.away" };
	return BY_ACTIVITY[activity];
}

export function AdvisorLamp({ of }: { of: Availability }) {
	const look = lookOf(of);
	return (
		<Chip shape={look.shape} tone={look.tone} live={look.live ?? false}>
			{t(look.words)}
		</Chip>
	);
}
