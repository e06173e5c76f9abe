// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from "react";
import bar from "../i18n/en/bar.json";
import { addMessages, t } from "../i18n/t";
import type { Money as Amount } from "../lib/api";
import css from "./CallBar.module.css";
import { cx } from "./cx";
import { Clock, Length, Money } from "./Figures";
import { type Course, type Segment, segmentsOf } from "./segments";

addMessages(bar);

type Props = { receipt: Course & { charge: Amount; billed_seconds: number }; viewer: "customer" | "advisor" };
type Told = { one: Segment; receipt: Props["receipt"]; viewer: Props["viewer"] };

const wordsOf = (one: Segment, viewer: Props["viewer"]) => t(`segment.${one.kind}`, { viewer });

/** What the ledger says of one stretch: only talking costs. */
function Entry({ one, receipt, viewer }: Told) {
	return (
		<>
			<strong>{wordsOf(one, viewer)}</strong>
			<span>
				<Clock at={new Date(one.from).toISOString()} as="seconds" /> – <Clock at={new Date(one.to).toISOString()} as="seconds" />
			</span>
			<span>
				{one.kind === "talk" ? (
					<>
						{t("segment.ledger")} <Money of={receipt.charge} /> (<Length ms={receipt.billed_seconds * 1000} /> {t("segment.billed")})
					</>
				) : (
					t("segment.free")
				)}
			</span>
		</>
	);
}

/** The call as a bar, drawn to scale; each stretch, pointed at or reached by Tab, shows its entry. In words below: colour carries nothing alone. */
export function CallBar({ receipt, viewer }: Props) {
	const id = useId();
	const [shown, setShown] = useState<number>();
	const segments = segmentsOf(receipt);
	if (!segments.length) return null;
	const talk = segments.findIndex((one) => one.kind === "talk");
	const one = segments[shown ?? Math.max(0, talk)];
	return (
		<figure className={css.figure}>
			<div className={css.bar} role="group" aria-label={t("segment.bar")}>
				{segments.map((part, index) => (
					<button
						key={part.from}
						type="button"
						className={cx(css.segment, css[part.kind], part === one && css.shown)}
						style={{ flexGrow: part.to - part.from }}
						aria-label={wordsOf(part, viewer)}
						aria-describedby={part === one ? id : undefined}
						onPointerEnter={() => setShown(index)}
						onFocus={() => setShown(index)}
						onClick={() => setShown(index)}
					/>
				))}
			</div>
			{one && (
				<p id={id} className={css.entry}>
					<Entry one={one} receipt={receipt} viewer={viewer} />
				</p>
			)}
			<ol className={css.legend}>
				{segments.map((part) => (
					<li key={part.from}>
						<span className={cx(css.swatch, css[part.kind])} aria-hidden />
						<span className={css.words}>{wordsOf(part, viewer)}</span>
						<Length ms={part.to - part.from} />
					</li>
				))}
			</ol>
		</figure>
	);
}
