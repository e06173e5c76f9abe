// SPDX-License-Identifier: Apache-2.0
import type { Trunk } from "../data/operation";
import { type MessageKey, t } from "../i18n/t";

/** What a refusal mostly means. */
export const CODE_WORDS: Record<string, MessageKey> = {
	"401": "op.trunk.401",
	"403": "op.trunk.403",
	"404": "op.trunk.404",
	"407": "op.trunk.401",
	"408": "op.trunk.408",
	"480": "op.trunk.480",
	"503": "op.trunk.503",
};

/** How a trunk does, in plain words: what the carrier said, and what that mostly means. */
export function trunkWords(trunk: Trunk): string {
	if (trunk.up) return t(trunk.simulated ? "op.trunk.simulated" : "op.trunk.up");
	const code = /\b([3-6]\d\d)\b/.exec(trunk.why ?? "")?.[1];
	const known = code ? CODE_WORDS[code] : undefined;
	if (known) return t(known, { why: trunk.why ?? "" });
	if (trunk.why) return t("op.trunk.down_why", { why: trunk.why });
	return t(trunk.known === false ? "op.trunk.unknown" : "op.trunk.down");
}
