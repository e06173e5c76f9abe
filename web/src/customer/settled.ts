// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from "react";

type Thing = { id: string };
const order = (all: Thing[]) => all.map((one) => one.id).join();

/** The list as it is, but who is in it and in which order changes only every `rests` ms: nothing moves under a pointer. */
export function useSettled<T extends Thing>(fresh: T[], rests: number): T[] {
	const [ids, setIds] = useState<string[] | undefined>(undefined);
	const latest = useRef(fresh);
	useEffect(() => {
		latest.current = fresh;
	}, [fresh]);
	const isEmpty = !ids?.length;
	const wanted = order(fresh);
	useEffect(() => {
		const settle = () => setIds(latest.current.map((one) => one.id));
		if (isEmpty && wanted) settle();
		const timer = setInterval(settle, rests);
		return () => clearInterval(timer);
	}, [isEmpty, wanted, rests]);
	if (!ids) return fresh;
	return ids.flatMap((id) => fresh.find((one) => one.id === id) ?? []);
}
