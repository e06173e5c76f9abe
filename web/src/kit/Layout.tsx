// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import { useContext, useEffect, useRef } from "react";
import { cx } from "./cx";
import css from "./Layout.module.css";
import { TabContext } from "./tab";

type Gap = 1 | 2 | 3 | 4 | 6;
type Props = { children: ReactNode; gap?: Gap };

export const Stack = ({ children, gap = 4 }: Props) => <div className={cx(css.stack, css[`gap${gap}`])}>{children}</div>;

/** Side by side, wrapping. `spread` pushes the ends apart. */
export const Row = ({ children, gap = 3, spread }: Props & { spread?: boolean }) => (
	<div className={cx(css.row, css[`gap${gap}`], spread && css.spread)}>{children}</div>
);

export const Grid = ({ children }: { children: ReactNode }) => <div className={css.grid}>{children}</div>;

export function Card({ children, tone, label }: { children: ReactNode; tone?: "plain" | "raised" | "sunk" | "live"; label?: string }) {
	const name = cx(css.card, tone && css[tone]);
	return label ? (
		<section className={name} aria-label={label}>
			{children}
		</section>
	) : (
		<div className={name}>{children}</div>
	);
}

type PageProps = { title: string; tab?: string; intro?: ReactNode; width?: "narrow" | "public" | "wide"; bare?: boolean; children: ReactNode };

let begun = false;

/** The frame of each page: its title in the tab and as the heading, which takes the focus when the page is reached. A `bare` one brings its own. */
export function Page({ title, tab, intro, width = "public", bare, children }: PageProps) {
	const frame = useRef<HTMLDivElement>(null);
	const words = useContext(TabContext) + (tab ?? title);
	useEffect(() => {
		document.title = words;
	}, [words]);
	useEffect(() => {
		// Where a visit begins, the first Tab is the skip link's.
		if (begun && document.activeElement === document.body) frame.current?.querySelector("h1")?.focus({ preventScroll: true });
		begun = true;
	}, []);
	return (
		<div ref={frame} className={cx(css.page, css[width], bare && css.bare)}>
			{!bare && (
				<div className={css.head}>
					<h1 tabIndex={-1}>{title}</h1>
					{intro}
				</div>
			)}
			{children}
		</div>
	);
}

export const Muted = ({ children }: { children: ReactNode }) => <p className={css.muted}>{children}</p>;
export const Fine = ({ children }: { children: ReactNode }) => <p className={css.fine}>{children}</p>;
/** For screen readers only. */
export const Hidden = ({ children, as: Tag = "span" }: { children: ReactNode; as?: "span" | "h2" }) => <Tag className={css.hidden}>{children}</Tag>;
