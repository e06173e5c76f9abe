// SPDX-License-Identifier: Apache-2.0
import "./texts";
import type { Application } from "../data/applications";
import { t } from "../i18n/t";
import { Chip, type ChipTone, type LampShape } from "../kit";

const LOOKS: Record<Application["state"], [LampShape, ChipTone]> = {
	pending: ["clock", "wait"],
	approved: ["disc", "ok"],
	declined: ["hollow", "bad"],
	withdrawn: ["hollow", "off"],
};

export function ApplicationChip({ state }: Pick<Application, "state">) {
	const [shape, tone] = LOOKS[state];
	return (
		<Chip shape={shape} tone={tone}>
			{t(`offer.state.${state}`)}
		</Chip>
	);
}
