// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from "react";
import css from "./Layout.module.css";

const AT_MOST_EVERY = 4_000;

/** Says a changed sentence to screen readers, at most every four seconds; the last one always gets through. Only a ringing phone is `urgent`. */
export function Announce({ words, urgent }: { words: string; urgent?: boolean }) {
	const [said, setSaid] = useState("");
	const last = useRef(0);
	useEffect(() => {
		const wait = Math.max(0, last.current + AT_MOST_EVERY - Date.now());
		const timer = setTimeout(() => {
			last.current = Date.now();
			setSaid(words);
		}, wait);
		return () => clearTimeout(timer);
	}, [words]);
	return (
		<div role={urgent ? "alert" : "status"} aria-live={urgent ? "assertive" : "polite"} className={css.hidden}>
			{said}
		</div>
	);
}
