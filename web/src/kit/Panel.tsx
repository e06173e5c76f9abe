// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import { useId } from "react";
import css from "./Panel.module.css";

type PanelProps = { title: ReactNode; side?: ReactNode; children: ReactNode };

/** A part of a page under its own heading. */
export function Panel({ title, side, children }: PanelProps) {
	const id = useId();
	return (
		<section className={css.panel} aria-labelledby={id}>
			<div className={css.head}>
				<h2 id={id}>{title}</h2>
				{side}
			</div>
			{children}
		</section>
	);
}

/** One number and what it counts. */
export const Figure = ({ label, children, note }: { label: string; children: ReactNode; note?: ReactNode }) => (
	<div className={css.figure}>
		<span className={css.label}>{label}</span>
		<span className={css.value}>{children}</span>
		{note && <span className={css.note}>{note}</span>}
	</div>
);

/** What is known of one thing, a line each. */
export const Facts = ({ rows }: { rows: [label: string, value: ReactNode][] }) => (
	<dl className={css.facts}>
		{rows.map(([label, value]) => (
			<div key={label}>
				<dt>{label}</dt>
				<dd>{value}</dd>
			</div>
		))}
	</dl>
);
