// SPDX-License-Identifier: Apache-2.0
import { Button, Choice, Clock, Fine, Select, Stack, useZone } from "../kit";
import { showTime } from "../lib/time";
import { currentLocale, t } from "../i18n/t";
import { longer, type Odds } from "./forecast";
import { CUSTOM, isOtherDay, type Wait } from "./waits";

type Props = {
	choices: Wait[];
	/** null: too few calls to tell. */
	odds: Odds | null | undefined;
	times: number[];
	wait: string;
	custom: number;
	until: Date;
	onWait: (wait: string) => void;
	onCustom: (at: number) => void;
	error: string | undefined;
};

/** How long to wait (D5), and always the clock time with its zone. */
export function WaitChoice({ choices, odds, times, wait, custom, until, onWait, onCustom, error }: Props) {
	const zone = useZone();
	const options = times.map((at) => ({ value: String(at), label: showTime(new Date(at), "date-time", zone, currentLocale()) }));
	const better = odds && choices.find((one) => one.value === String(longer(odds, Number(wait))));
	const noted = choices.map((one) => {
		const word = odds?.find((odd) => String(odd.wait_seconds) === one.value)?.word;
		return word ? { ...one, note: t(`odds.${word}`) } : one;
	});
	return (
		<Stack gap={3}>
			<Choice legend={t("arrange.how_long")} options={noted} value={wait} onChoose={onWait} error={error} />
			{better && (
				<div>
					<Button size="small" onPress={() => onWait(better.value)}>
						{t("odds.better", { wait: better.label })}
					</Button>
				</div>
			)}
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
