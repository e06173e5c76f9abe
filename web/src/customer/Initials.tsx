// SPDX-License-Identifier: Apache-2.0
import css from "./Initials.module.css";

/** Stands for a face: letters on a tint. */
export function Initials({ of, big }: { of: string; big?: boolean }) {
	const letters = of
		.split(/[\s._-]+/)
		.slice(0, 2)
		.map((word) => [...word][0]?.toUpperCase() ?? "")
		.join("");
	return (
		<span className={big ? css.big : css.small} aria-hidden>
			{letters}
		</span>
	);
}
