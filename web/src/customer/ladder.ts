// SPDX-License-Identifier: Apache-2.0
import type { CallbackState } from "../data/callbacks";
import type { ChipTone, LampShape } from "../kit";

type Look = { shape: LampShape; tone: ChipTone; over: boolean; mayChange: boolean };

const waits = { over: false, mayChange: true };
const rings = { over: false, mayChange: false };
const over = { over: true, mayChange: false };

/** One look per state. A state added to the daemon does not compile here until it has one. */
export const LADDER: Record<CallbackState, Look> = {
	waiting: { shape: "clock", tone: "wait", ...waits },
	offering: { shape: "bell", tone: "live", ...waits },
	ringing: { shape: "bell", tone: "live", ...rings },
	connected: { shape: "ring", tone: "live", ...rings },
	completed: { shape: "disc", tone: "ok", ...over },
	expired: { shape: "hollow", tone: "off", ...over },
	cancelled: { shape: "hollow", tone: "off", ...over },
	unreachable: { shape: "hollow", tone: "bad", ...over },
	no_funds: { shape: "hollow", tone: "bad", ...over },
	withdrawn: { shape: "hollow", tone: "off", ...over },
};
