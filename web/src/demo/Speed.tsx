// SPDX-License-Identifier: Apache-2.0
import { t } from "../i18n/t";
import { Choice, Fine } from "../kit";
import { useOrder } from "./handsets";

const SPEEDS = [1, 5, 20, 100];

/** Robots and the house's pauses, faster; what people must hear and do keeps its time. */
export function Speed({ now }: { now: number }) {
	const { mutate } = useOrder();
	const all = SPEEDS.includes(now) ? SPEEDS : [...SPEEDS, now].toSorted((a, b) => a - b);
	return (
		<>
			<Choice
				legend={t("demo.speed")}
				look="bar"
				options={all.map((speed) => ({ value: String(speed), label: t("demo.speed_times", { speed }) }))}
				value={String(now)}
				onChoose={(speed) => mutate({ cmd: "speed", speed: Number(speed) })}
			/>
			<Fine>{t("demo.speed_words")}</Fine>
		</>
	);
}
