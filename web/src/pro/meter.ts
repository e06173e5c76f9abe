// SPDX-License-Identifier: Apache-2.0
import type { Call } from "../data/calls";
import { useNow } from "../lib/clock";
import { earnedSoFar } from "../lib/earned";

/** Metered talk and its money: what the daemon had witnessed when it was asked, and the time since. */
export function useMeter(call: Call, asked: number) {
	const at = useNow(1000);
	const then = call.talked_milliseconds ?? call.talked_seconds * 1000;
	const talked = call.state === "bridged" ? then + Math.max(0, at - asked) : then;
	return { talked, money: earnedSoFar(call, talked) };
}
