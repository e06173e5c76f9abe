// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "react";

const ASLEEP_MS = 20_000;

/** After a sleep the numbers are old: true until something newer than the waking was answered. `updatedAt` as TanStack Query says it. */
export function useGrey(updatedAt: number): boolean {
	const [woke, setWoke] = useState(0);
	useEffect(() => {
		let slept = document.hidden ? Date.now() : 0;
		const turn = () => {
			if (document.hidden) slept = Date.now();
			else if (slept && Date.now() - slept > ASLEEP_MS) setWoke(Date.now());
		};
		document.addEventListener("visibilitychange", turn);
		return () => document.removeEventListener("visibilitychange", turn);
	}, []);
	return updatedAt > 0 && updatedAt < woke;
}
