// SPDX-License-Identifier: Apache-2.0
import { Choice, Clock, Fine, Select, Stack, useZone } from "../kit";
import { showTime } from "../lib/time";
import { currentLocale, t } from "../i18n/t";
import { CUSTOM, isOtherDay, type Wait } from "./waits";

type Props = {
	choices: Wait[];
	times: number[];
	wait: string;
	custom: number;
	until: Date;
	onWait: (wait: string) => void;
	onCustom: (at: number) => void;
	error: string | undefined;
};

/** How long to wait (D5), and always the clock time with its zone. */
export function WaitChoice({ choices, times, wait, custom, until, onWait, onCustom, error }: Props) {
	const zone = useZone();
	const options = times.map((at) => ({ value: String(at), label: showTime(new Date(at), "date-time", zone, currentLocale()) }));
	return (
		<Stack gap={3}>
			<Choice legend={t("arrange.how_long")} options={choices} value={wait} onChoose={onWait} error={error} />
			{wait === CUSTOM && (
				<Select label={t("arrange.until_time")} value={String(custom)} onText={(text) => onCustom(Number(text))} options={options} />
			)}
			<Fine>
				{t("arrange.not_free_by")} <Clock at={until.toISOString()} as={isOtherDay(until, zone) ? "day-time-zone" : "time-zone"} />
				{t("arrange.then_nothing")}
			</Fine>
		</Stack>
	);
}
