// SPDX-License-Identifier: Apache-2.0
import { t } from "../i18n/t";
import { Announce } from "../kit";
import { cx } from "../kit/cx";
import css from "./demo.module.css";
import { Handset } from "./Handset";
import type { Call, Caption } from "./handsets";
import { HELD } from "./people";

const NOBODY: never[] = [];

/** The telephones that the visitor holds, and which of them rings, said aloud. */
export function HeldPhones({ calls, captions, small }: { calls: Call[]; captions: ReadonlyMap<string, Caption[]>; small?: boolean }) {
	const callOf = (number: string) => calls.find((call) => call.number === number);
	const ringing = HELD.filter((one) => callOf(one.number)?.state === "ringing").map((one) => one.name);
	return (
		<>
			<Announce words={ringing.length ? t("demo.announce", { names: ringing.join(", ") }) : ""} />
			<div className={cx(css.phones, small && css.small)}>
				{HELD.map((one) => (
					<Handset key={one.number} person={one} call={callOf(one.number)} captions={captions.get(one.number) ?? NOBODY} />
				))}
			</div>
		</>
	);
}
